/**
 * Where this page goes once it is signed out, when it is the one that asked for it: the news may come by the live socket
 * before the answer does. Null: to the sign-in page.
 */
export const departure: { path: string | null } = { path: null }
