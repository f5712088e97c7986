/** A thing of the committee, by type and id, as the journal and the links of provenance name it. */
export type ObjectReference = { type: string; id: string }
