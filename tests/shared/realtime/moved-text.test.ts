import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { People } from './moved-text-people'

describe('text that is moved keeps its author', () => {
  let people: People

  beforeEach(() => {
    people = new People()
    people.does(people.a, (editor) => editor.type('Le dernier bus part à vingt heures.'))
  })
  afterEach(() => people.close())

  it('when a paragraph is split in the middle, and what is typed there is of whoever types it', () => {
    people.does(people.b, (editor) => editor.after('Le dernier bus').enter().type('Mais'))
    expect(people.lines()).toEqual(['A:Le dernier bus', 'B:Mais|A: part à vingt heures.'])
  })

  it('when it is split near its end or its beginning, where letters repeat', () => {
    people.does(people.b, (editor) => editor.after('Le dernier bus part à vingt heure').enter())
    people.does(people.b, (editor) => editor.after('L').enter())
    expect(people.lines()).toEqual(['A:L', 'A:e dernier bus part à vingt heure', 'A:s.'])
  })

  it('when paragraphs of two people are joined', () => {
    people.does(people.b, (editor) => editor.after('heures.').enter().type('Il manque un abri.'))
    people.does(people.c, (editor) => editor.select(editor.at(1, 0)).backspace())
    expect(people.lines()).toEqual(['A:Le dernier bus part à vingt heures.|B:Il manque un abri.'])
  })

  it('when it is moved again, by somebody else, after the log was compacted', () => {
    people.does(people.b, (editor) => editor.after('Le dernier bus').enter())
    people.compact()
    people.does(people.c, (editor) => editor.after(' part à').enter())
    people.compact()
    people.does(people.b, (editor) => editor.select(editor.at(2, 0)).backspace())
    expect(people.lines()).toEqual(['A:Le dernier bus', 'A: part à vingt heures.'])
  })

  it('when the kind of a block changes', () => {
    people.does(people.b, (editor) => editor.after('heures.').enter().type('Il manque un abri.'))
    for (const kind of ['heading', 'quote', 'bullet', 'ordered', 'paragraph'] as const)
      people.does(people.c, (editor) => editor.selectWords('manque').setKind(kind))
    expect(people.lines()).toEqual(['A:Le dernier bus part à vingt heures.', 'B:Il manque un abri.'])
  })

  it('when a block is moved in one transaction', () => {
    people.does(people.b, (editor) => editor.after('heures.').enter().type('Il manque un abri.'))
    people.does(people.a, (editor) => editor.after('abri.').enter().type('Fin'))
    people.does(people.c, (editor) => editor.moveBlock(1, 0))
    people.does(people.b, (editor) => editor.moveBlock(0, 3))
    expect(people.lines()).toEqual(['A:Le dernier bus part à vingt heures.', 'A:Fin', 'B:Il manque un abri.'])
  })

  it('when words are selected and a paragraph is split in their place', () => {
    people.does(people.b, (editor) => editor.selectWords(' part à').enter())
    expect(people.lines()).toEqual(['A:Le dernier bus', 'A: vingt heures.'])
  })

  it('when marks cut it into items', () => {
    people.does(people.b, (editor) => {
      const { bold } = editor.state.schema.marks
      if (bold) editor.dispatch(editor.state.tr.addMark(8, 12, bold.create()))
    })
    people.does(people.c, (editor) => editor.after('Le').enter())
    expect(people.lines()).toEqual(['A:Le', 'A: dernier bus part à vingt heures.'])
  })

  it('when a person who was away sends several moves as one update', () => {
    people.b.after('Le dernier bus').enter().after(' part').enter()
    const [merged] = [people.b.catchUpFor(people.a.doc)]
    people.b.takeUpdates()
    people.receive(merged)
    expect(people.lines()).toEqual(['A:Le dernier bus', 'A: part', 'A: à vingt heures.'])
  })

  it('but for what is typed over it', () => {
    people.does(people.b, (editor) => editor.selectWords('dernier').paste('premier'))
    people.does(people.b, (editor) => editor.selectWords('vingt heures').paste('dix-sept heures trente'))
    expect(people.lines()).toEqual(['A:Le |B:prem|A:ier bus part à |B:dix-sept|A: heures|B: trente|A:.'])
  })

  it('and a copy belongs to whoever makes it', () => {
    people.does(people.b, (editor) => editor.after('heures.').paste(' Le dernier bus part à vingt heures.'))
    expect(people.lines()).toEqual([
      'A:Le dernier bus part à vingt heures.|B: Le dernier bus part à vingt heures.',
    ])
  })
})

describe('text that returns keeps its author', () => {
  let people: People

  beforeEach(() => {
    people = new People()
    people.does(people.a, (editor) => editor.type('Le dernier bus part à vingt heures.'))
    people.does(people.b, (editor) => editor.after('heures.').enter().type('Il manque un abri.'))
    people.compact()
  })
  afterEach(() => people.close())

  const asBefore = ['A:Le dernier bus part à vingt heures.', 'B:Il manque un abri.']

  it('when a deletion of words is undone, redone and undone', () => {
    people.does(people.b, (editor) => editor.selectWords('dernier bus').backspace())
    people.does(people.b, (editor) => editor.undo())
    expect(people.text).toBe('Le dernier bus part à vingt heures.\nIl manque un abri.')
    people.does(people.b, (editor) => editor.redo())
    people.does(people.b, (editor) => editor.undo())
    expect(people.lines()).toEqual(asBefore)
  })

  it('when it went letter by letter', () => {
    people.does(people.b, (editor) => {
      editor.after('dernier')
      for (let count = 0; count < 7; count++) editor.backspace()
    })
    people.does(people.b, (editor) => editor.undo())
    expect(people.lines()).toEqual(asBefore)
  })

  it('when a single letter went', () => {
    people.does(people.b, (editor) => editor.after('dern').backspace())
    people.does(people.b, (editor) => editor.undo())
    expect(people.lines()).toEqual(asBefore)
  })

  it('when whole paragraphs of several people went', () => {
    people.does(people.c, (editor) => editor.after('dernier ').type('et seul '))
    people.does(people.c, (editor) => editor.after('abri.').enter().type('Fin'))
    people.does(people.b, (editor) => editor.select(editor.at(0, 3), editor.at(2, 1)).backspace())
    expect(people.text).toBe('Le in')
    people.does(people.b, (editor) => editor.undo())
    expect(people.lines()).toEqual([
      'A:Le dernier |C:et seul |A:bus part à vingt heures.',
      'B:Il manque un abri.',
      'C:Fin',
    ])
  })

  it('when a split or a join is undone', () => {
    people.does(people.b, (editor) => editor.after('Le dernier').enter())
    people.does(people.c, (editor) => editor.after('bus').type(' de nuit'))
    people.does(people.b, (editor) => editor.undo())
    people.does(people.a, (editor) => editor.select(editor.at(1, 0)).backspace())
    people.does(people.a, (editor) => editor.undo())
    expect(
      people
        .lines()
        .join('\n')
        .replace(/C:[^|]*\|?/, ''),
    ).toContain('A:Le dernier')
    expect(people.shares().get(202)).toBe('Il manque un abri.'.length)
  })

  it('but the same words typed anew, later, belong to whoever types them', () => {
    people.does(people.b, (editor) => editor.selectWords('dernier').backspace())
    people.does(people.b, (editor) => editor.type('dernier'))
    people.does(people.c, (editor) => {
      editor.after('heures')
      for (let count = 0; count < 6; count++) editor.backspace()
      editor.type('heures')
    })
    people.does(people.a, (editor) => editor.selectWords('abri').backspace())
    people.does(people.c, (editor) => editor.after('manque').paste(', un abri'))
    expect(people.lines()).toEqual([
      'A:Le |B:dernier|A: bus part à vingt |C:heures|A:.',
      'B:Il manque|C:, un abri|B: un .',
    ])
  })
})
