import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Empty, Id } from '../fields'
import { Roadmap, RoadmapItem, RoadmapItemChange, RoadmapItemInput } from './schemas'

const tags = ['roadmap']
const OfCommittee = Type.Object({ committeeId: Id })
const OfItem = Type.Object({ itemId: Id })

export const readRoadmap = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/roadmap',
  schema: { summary: 'The roadmap', tags, params: OfCommittee, response: { 200: Roadmap } },
})
export const addRoadmapItem = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/roadmap/items',
  schema: {
    summary: 'Put an item on the roadmap; it comes from an adopted decision',
    tags,
    params: OfCommittee,
    body: RoadmapItemInput,
    response: { 201: RoadmapItem },
  },
})
export const changeRoadmapItem = defineEndpoint({
  method: 'PATCH',
  url: '/api/roadmap/items/:itemId',
  schema: {
    summary: 'Change an item',
    tags,
    params: OfItem,
    body: RoadmapItemChange,
    response: { 200: RoadmapItem },
  },
})
export const removeRoadmapItem = defineEndpoint({
  method: 'DELETE',
  url: '/api/roadmap/items/:itemId',
  schema: { summary: 'Take an item off; it can be put back', tags, params: OfItem, response: { 204: Empty } },
})
export const restoreRoadmapItem = defineEndpoint({
  method: 'POST',
  url: '/api/roadmap/items/:itemId/restore',
  schema: { summary: 'Put an item back', tags, params: OfItem, response: { 200: RoadmapItem } },
})
