import { seededRandom } from '../realtime/seeded-random'
import { scoreAnchors, type AnchorScore } from '../shared/realtime/anchor-score'

/** How many of 240 passages are found again after so many edits, a third of them of whole blocks; means of ten texts. */
const ranges = 240
const texts = 10
const never = Number.POSITIVE_INFINITY
const asked: Record<number, number> = { 20: 99, 100: 97, 300: 88 }

let isMet = true
console.log('| anchors made anew | edits | right | partly | detached | wrong | asked |')
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const storedEvery of [5, 20, never]) {
  for (const [edits, least] of Object.entries(asked)) {
    const sum: AnchorScore = { right: 0, partly: 0, detached: 0, wrong: 0 }
    for (let seed = 1; seed <= texts; seed++) {
      const score = scoreAnchors(seededRandom(seed), { ranges, edits: Number(edits), storedEvery })
      for (const name of Object.keys(sum) as (keyof AnchorScore)[]) sum[name] += score[name]
    }
    const percent = (count: number): string => ((count * 100) / (ranges * texts)).toFixed(1)
    const when = storedEvery === never ? 'at the end only' : `every ${storedEvery} edits`
    const { right, partly, detached, wrong } = sum
    const shares = [right, partly, detached, wrong].map(percent).join(' | ')
    console.log(`| ${when} | ${edits} | ${shares} | ${least} |`)
    if (storedEvery === 5) isMet &&= Number(percent(right)) >= least && wrong === 0
  }
}
process.exitCode = isMet ? 0 : 1
