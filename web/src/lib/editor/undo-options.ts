import { textblock } from '@reliance/shared/realtime/textblock'

/** Undoing the making of a block leaves it as long as somebody's words stand in it. */
export const undoOptions = { protectedNodes: new Set([textblock]) }
