import { listMembers } from '@reliance/shared/committee/contract'
import { listDecisions } from '@reliance/shared/deliberation/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { committee } = await event.parent()
  const params = { committeeId: committee.id }
  const [members, decisions] = await Promise.all([
    read(event, listMembers, { params }),
    read(event, listDecisions, { params }),
  ])
  return {
    members,
    adopted: decisions.filter(({ outcome }) => outcome === 'adopted'),
    decisionId: event.url.searchParams.get('decision'),
  }
}
