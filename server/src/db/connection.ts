/** One connection, below Prisma: for what Prisma's client cannot do (scripts of several statements, locks). */
export type SqlConnection = {
  /** With a `name`, the same for the same text everywhere, a PostgreSQL server keeps its plan. */
  query<Row>(sql: string, values?: unknown[], name?: string): Promise<Row[]>
  /** Several statements, without values. */
  script(sql: string): Promise<void>
}
