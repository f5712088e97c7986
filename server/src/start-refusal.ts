/**
 * Why the server cannot start, or not go on: one sentence for the person at the terminal, French first.
 * main.ts prints it without a stack trace and exits with code 1.
 */
export class StartRefusal extends Error {
  constructor(french: string, english: string, options?: ErrorOptions) {
    super(`${french} / ${english}`, options)
    this.name = 'StartRefusal'
  }
}
