/** One connection, below Prisma: for what Prisma's client cannot do (scripts of several statements, locks). */
export type SqlConnection = {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Several statements, without values. */
  script(sql: string): Promise<void>
}
