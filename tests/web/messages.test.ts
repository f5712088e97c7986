import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const folder = path.resolve(import.meta.dirname, '../../web/messages/fr')

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => (name === 'declarations' ? [] : textsIn(inner)))
      : []

it.each(readdirSync(folder))(
  '%s has a space that does not break where French typography wants one',
  (name) => {
    const texts = textsIn(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter((text) => / [:;!?»]|« /u.test(text))).toEqual([])
  },
)
