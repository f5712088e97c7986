import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'

export const readMetrics = defineEndpoint({
  method: 'GET',
  url: '/api/metrics',
  schema: {
    summary: 'What the server measures of itself, in the text format of Prometheus',
    tags: ['health'],
    response: { 200: Type.String() },
  },
})
