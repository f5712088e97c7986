import { liveKey } from '@reliance/shared/live/protocol'
import { readExpectations } from '@reliance/shared/expectations/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, url } = event
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  depends(`live:${liveKey.expectations(committee.id)}`, `live:${liveKey.statements(committee.id)}`)
  const [expected, statements] = await Promise.all([
    read(event, readExpectations, { params }),
    read(event, listStatements, { params }),
  ])
  return {
    expected: expected.items,
    statements,
    axisId: url.searchParams.get('axis'),
    now: new Date().toISOString(),
  }
}
