import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'

export const readHealth = defineEndpoint({
  method: 'GET',
  url: '/api/health',
  schema: {
    summary: 'Ready to serve',
    tags: ['health'],
    response: { 200: Type.Object({ status: Type.Literal('ok') }) },
  },
})
