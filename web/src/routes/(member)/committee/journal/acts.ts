import type { JournalEntry } from '@reliance/shared/journal/contract'
import * as m from '$lib/paraglide/messages'

const names: Record<string, () => string> = {
  'committee-founded': m.committee_act_committee_founded,
  'settings-changed': m.committee_act_settings_changed,
  'college-added': m.committee_act_college_added,
  'college-changed': m.committee_act_college_changed,
  'college-removed': m.committee_act_college_removed,
  'axis-added': m.committee_act_axis_added,
  'axis-changed': m.committee_act_axis_changed,
  'axis-removed': m.committee_act_axis_removed,
  'modality-changed': m.committee_act_modality_changed,
  'member-invited': m.committee_act_member_invited,
  'invitation-renewed': m.committee_act_invitation_renewed,
  'invitation-revoked': m.committee_act_invitation_revoked,
  'member-joined': m.committee_act_member_joined,
  'member-changed': m.committee_act_member_changed,
  'member-left': m.committee_act_member_left,
  'reset-link-issued': m.committee_act_reset_link_issued,
  'statement-created': m.committee_act_statement_created,
  'statement-changed': m.committee_act_statement_changed,
  'statement-moved': m.committee_act_statement_moved,
  'statement-adopted': m.committee_act_statement_adopted,
  'version-frozen': m.committee_act_version_frozen,
  'writer-invited': m.committee_act_writer_invited,
  'writer-uninvited': m.committee_act_writer_uninvited,
  'note-created': m.committee_act_note_created,
  'thread-started': m.committee_act_thread_started,
  'comment-added': m.committee_act_comment_added,
  'thread-resolved': m.committee_act_thread_resolved,
  'thread-reopened': m.committee_act_thread_reopened,
  'set-aside-admitted': m.committee_act_set_aside_admitted,
  'set-aside-declined': m.committee_act_set_aside_declined,
  'round-opened': m.committee_act_round_opened,
  'round-extended': m.committee_act_round_extended,
  'round-closed': m.committee_act_round_closed,
  'ballot-cast': m.committee_act_ballot_cast,
  'decision-recorded': m.committee_act_decision_recorded,
  'roadmap-item-added': m.committee_act_roadmap_item_added,
  'roadmap-item-changed': m.committee_act_roadmap_item_changed,
  'roadmap-item-removed': m.committee_act_roadmap_item_removed,
  'roadmap-item-restored': m.committee_act_roadmap_item_restored,
}

/** What an act is called in the reader's language; an act that is not known here keeps its own word. */
export function actName(act: string): string {
  return names[act]?.() ?? act
}

const pages: Record<string, string> = {
  statement: '/statements/',
  version: '/versions/',
  note: '/notes/',
  round: '/rounds/',
  'roadmap-item': '/roadmap/',
}

/** The page of what was acted on, where it has one. */
export function objectLink({ objectType, objectId }: JournalEntry): string | undefined {
  const page = pages[objectType]
  return page && page + objectId
}
