/** What a service needs of the process's log: a place for what went wrong, with ids and never with contents. */
export type ErrorLog = { error(context: object, message: string): void }
