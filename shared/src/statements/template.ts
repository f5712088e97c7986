type Text = { fr: string; en: string }

/** A section that a problem statement starts with: a heading, and one line that says what to write under it. */
export type StatementSection = { id: string; title: Text; hint: Text }

/** The sections of a new problem statement, in order. They are an aid: the writers may rename or remove them. */
export const statementSections = [
  {
    id: 'observations',
    title: { fr: 'Constats', en: 'Observations' },
    hint: {
      fr: 'Ce que vous avez vu, vécu ou mesuré : des faits situés, avant toute explication.',
      en: 'What you have seen, lived or measured: facts and where they happened, before any explanation.',
    },
  },
  {
    id: 'stakes',
    title: { fr: 'Ce qui est en jeu, et pour qui', en: 'What is at stake, and for whom' },
    hint: {
      fr: 'Qui est touché, de quelle façon, et ce qui arrive si rien ne change.',
      en: 'Who is affected, in what way, and what happens if nothing changes.',
    },
  },
  {
    id: 'question',
    title: { fr: 'La question', en: 'The question' },
    hint: {
      fr: 'La question que le comité veut travailler, en une phrase que chaque collège comprend.',
      en: 'The question the committee wants to work on, in one sentence that every college understands.',
    },
  },
  {
    id: 'scope_in',
    title: { fr: 'Ce que nous incluons', en: 'What we include' },
    hint: {
      fr: 'Les publics, les lieux et les sujets que la démarche prend en charge.',
      en: 'The people, places and subjects that the work takes on.',
    },
  },
  {
    id: 'scope_out',
    title: { fr: 'Ce que nous laissons dehors', en: 'What we leave out' },
    hint: {
      fr: 'Ce que la démarche ne traitera pas, et pourquoi.',
      en: 'What the work will not deal with, and why.',
    },
  },
] as const satisfies readonly StatementSection[]

export type StatementSectionId = (typeof statementSections)[number]['id']
