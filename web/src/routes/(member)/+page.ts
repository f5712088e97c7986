import { liveKey } from '@reliance/shared/live/protocol'
import { readExpectations } from '@reliance/shared/expectations/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends, url }) => {
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  depends(`live:${liveKey.expectations(committee.id)}`, `live:${liveKey.statements(committee.id)}`)
  const [expected, statements] = await Promise.all([
    call(fetch, readExpectations, { params }),
    call(fetch, listStatements, { params }),
  ])
  return {
    expected: expected.items,
    statements,
    axisId: url.searchParams.get('axis'),
    now: new Date().toISOString(),
  }
}
