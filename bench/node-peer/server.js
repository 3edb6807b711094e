// The booking service as a lean Node.js program: what QuickBooking is measured against. One process,
// the sessions in Redis behind the same script, the bookings in memory. Reads its settings from the
// environment: REDIS_PORT, CATALOG (file), SCRIPT (file of the session script).

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import Redis from 'ioredis';
import { readCatalog } from './catalog.js';
import { takeTap, takeText } from './flow.js';

const sessionMilliseconds = 1_800_000;
const receiptSeconds = 86_400;
const mostHandledIds = 256;
const attempts = 3;
const languages = new Set(['en', 'ru', 'es', 'pt', 'he']);

const salons = readCatalog(readFileSync(process.env.CATALOG, 'utf8'));
const script = readFileSync(process.env.SCRIPT, 'utf8');
const scriptSha = createHash('sha1').update(script).digest('hex');
const ownerEpoch = randomBytes(6).readUIntBE(0, 6);
const redis = new Redis({
  host: '127.0.0.1',
  port: Number(process.env.REDIS_PORT),
  enableAutoPipelining: true,
});

// -- the session in Redis ---

async function write(keys, args) {
  try {
    return await redis.evalsha(scriptSha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(script, keys.length, ...keys, ...args);
  }
}

const headerPattern = /^\{"schemaVersion":\d+,"ownerEpoch":\d+,"revision":(\d+),/;

function newSession(customer, salonId, now) {
  return {
    sessionId: `session_${now}_${randomBytes(4).readUInt32BE().toString(36)}`,
    customerId: `customer_${customer}_${salonId}`,
    salonId,
    language: 'en',
    originalIntent: {},
    choices: [],
    createdAt: new Date(now).toISOString(),
    slots: [],
    intent: { isFlexible: false, language: 'en' },
  };
}

/** The stored session, or a new one where there is none or it is another salon's. */
function openSession(stored, customer, salonId, now) {
  const session = stored ? JSON.parse(stored) : undefined;
  if (!session) return newSession(customer, salonId, now);
  if ((salonId && session.salonId !== salonId) || session.state === 'completed')
    return newSession(customer, salonId ?? session.salonId, now);
  return session;
}

/** In the order of the old service's fields, ours at the end. */
function snapshotOf(session, revision, now, lastReply) {
  const isOver = session.state === 'completed';
  return JSON.stringify({
    schemaVersion: 1,
    ownerEpoch,
    revision,
    sessionId: session.sessionId,
    customerId: session.customerId,
    salonId: session.salonId,
    language: session.language,
    originalIntent: session.originalIntent,
    choices: session.choices,
    createdAt: session.createdAt,
    lastInteractionAt: new Date(now).toISOString(),
    slots: isOver ? [] : session.slots,
    selectedSlot: isOver ? undefined : session.selectedSlot,
    intent: session.intent,
    timestamp: now,
    state: session.state,
    view: 'best',
    pagesSeen: 0,
    pendingServices: [],
    lastReply,
  });
}

// -- one turn: read, decide, write, answer ---

const failed = (status, code, message) => ({ status, body: { error: { code, message } } });

const answered = (reply, session) => ({
  status: 200,
  body: {
    success: true,
    messageType: reply.messageType,
    payload: reply.payload,
    ...(session && { sessionId: session.sessionId, intent: session.intent }),
  },
});

/** A message that took effect before is answered as it was then. */
function repeated(stored, messageId, withSession) {
  const session = stored && JSON.parse(stored);
  return session?.lastReply?.messageId === messageId
    ? answered(session.lastReply, withSession && session)
    : failed(409, 'already_handled', 'this messageId took effect before');
}

async function tryTurn(customer, { salonId, messageId, language }, decide, withSession) {
  const key = `booking:session:${customer}`;
  const keys = [key, `{${key}}:receipt`, `{${key}}:handled`, `{${key}}:replies`];
  const [[snapshot, receipt], seen] = await Promise.all([
    redis.mget(keys[0], keys[1]),
    messageId ? redis.lpos(keys[2], messageId) : null,
  ]);
  const stored = snapshot ?? receipt;
  if (seen !== null) return repeated(stored, messageId, withSession);
  const now = Date.now();
  const session = openSession(stored, customer, salonId, now);
  const salon = salons.get(session.salonId);
  if (!salon) return failed(404, 'unknown_salon', 'salonId names no active salon');
  if (languages.has(language)) session.language = language;
  const reply = decide(salon, session, now);
  const header = stored ? headerPattern.exec(stored) : null;
  const revision = header ? Number(header[1]) + 1 : 1;
  const lastReply = { messageId: messageId ?? '', outId: '', ...reply };
  const text = snapshotOf(session, revision, now, lastReply);
  const isOver = session.state === 'completed';
  const outcome = await write(keys, [
    header?.[0] ?? '', ownerEpoch, revision, isOver ? '' : text, sessionMilliseconds,
    isOver ? text : '', receiptSeconds, mostHandledIds, 0, ...(messageId ? [messageId] : []),
  ]);
  return outcome === 'conflict' ? undefined : answered(reply, withSession && session);
}

async function turn(reply, body, decide, withSession) {
  const digits = body.customerPhone.replace(/[^0-9]/g, '');
  let done = digits ? undefined : failed(400, 'invalid_phone', 'customerPhone has no digit');
  for (let i = 0; i < attempts && !done; ++i)
    done = await tryTurn(`+${digits}`, body, decide, withSession);
  done ??= failed(503, 'conflict', 'another message of this customer was faster');
  return reply.code(done.status).send(done.body);
}

// -- HTTP ---

const text = (maxLength) => ({ type: 'string', minLength: 1, maxLength });
const common = { customerPhone: text(256), language: text(35), messageId: text(512) };
const schema = (properties, required) => ({
  schema: { body: { type: 'object', properties: { ...common, ...properties }, required } },
});

const app = Fastify({ logger: false });

app.post('/v1/booking-requests',
  schema({ text: text(4096), salonId: text(128) }, ['customerPhone', 'text', 'salonId']),
  ({ body }, reply) =>
    turn(reply, body, (salon, session, now) => takeText(salon, session, body.text, now), true));

app.post('/v1/button-clicks',
  schema({ buttonId: text(256) }, ['customerPhone', 'buttonId']),
  ({ body }, reply) =>
    turn(reply, body, (salon, session, now) => takeTap(salon, session, body.buttonId, now), false));

await redis.script('LOAD', script);
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ ready: true, port: app.server.address().port }));
