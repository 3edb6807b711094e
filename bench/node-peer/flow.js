// The booking flow: what a text or a tap does to a session. No Redis, no HTTP.

import { randomBytes, randomUUID } from 'node:crypto';
import { addDays, freeTimes, instantOf, isFree, localTime, weekdayOf } from './catalog.js';
import { confirmation, confirmCard, servicesCard, slotsCard } from './cards.js';

const searchDays = 30;
const offered = 5;
const weekday = /\b(sun|mon|tue|wed|thu|fri|sat)[a-z]*day\b/;
const weekdayNumbers = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };
const pad = (x) => String(x).padStart(2, '0');
const clock = (minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

// -- reading ---

function wantedDate(text, today) {
  const inDays = /\bin (\d{1,2}) days?\b/.exec(text);
  if (inDays) return addDays(today, Number(inDays[1]));
  if (text.includes('tomorrow')) return addDays(today, 1);
  if (text.includes('today')) return today;
  const named = weekday.exec(text);
  return named
    ? addDays(today, (weekdayNumbers[named[1]] - weekdayOf(today) + 7) % 7 || 7)
    : undefined;
}

function wantedMinute(text) {
  const time = /\b(\d{1,2})(?::(\d\d))? ?(am|pm)\b|\b(\d{1,2}):(\d\d)\b/.exec(text);
  if (!time) return undefined;
  if (time[4]) return Number(time[4]) * 60 + Number(time[5]);
  return ((Number(time[1]) % 12) + (time[3] === 'pm' ? 12 : 0)) * 60 + Number(time[2] ?? 0);
}

function readText(salon, text, now) {
  const lower = text.toLowerCase();
  return {
    service: salon.services.find((x) => x.words.some((word) => lower.includes(word))),
    date: wantedDate(lower, localTime(salon, now).date),
    minute: wantedMinute(lower),
  };
}

// -- slots ---

function makeSlot(salon, service, { master, date, minute }, index) {
  const start = new Date(instantOf(salon, date, minute)).toISOString();
  const slot = {
    id: `${master.id}-${start}-${service.id}`,
    date,
    startTime: clock(minute),
    endTime: clock(minute + service.durationMinutes),
    duration: service.durationMinutes,
    masterId: master.id,
    masterName: master.name,
    serviceId: service.id,
    serviceName: service.name,
    price: service.price,
    isPreferred: false,
    proximityScore: 100,
    proximityLabel: 'exact',
  };
  if (index < 3) slot.indicators = { showStar: true };
  return slot;
}

function findSlots(salon, service, wish, now) {
  const { date: today, minute: thisMinute } = localTime(salon, now);
  const first = wish.date && wish.date > today ? wish.date : today;
  const found = [];
  for (let day = 0; day < searchDays && found.length < offered; ++day) {
    const date = addDays(first, day);
    const free = freeTimes(salon, service, date, date === today ? thisMinute : 0);
    if (wish.minute !== undefined)
      free.sort((a, b) => Math.abs(a.minute - wish.minute) - Math.abs(b.minute - wish.minute));
    found.push(...free.slice(0, offered - found.length));
  }
  return found.map((x, index) => makeSlot(salon, service, x, index));
}

/** What a button's slot id names: `<master>-<start>-<service>`. */
function slotOf(salon, id) {
  const start = /-(\d{4}-\d\d-\d\dT[\d:.]+Z)-/.exec(id);
  const master = start && salon.masters.get(id.slice(0, start.index));
  const service = start && salon.servicesById.get(id.slice(start.index + start[0].length));
  if (!master || !service) return undefined;
  return makeSlot(salon, service, { master, ...localTime(salon, Date.parse(start[1])) }, offered);
}

// -- booking ---

const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const makeCode = () =>
  `BK-${Array.from(randomBytes(5), (x) => codeLetters[x % codeLetters.length]).join('')}`;

/** The booking of this customer at this time, made if the time is free. */
function book(salon, slot, customer) {
  const { taken } = salon.masters.get(slot.masterId);
  const start = localMinute(slot.startTime);
  const end = start + slot.duration;
  const ofDay = taken.get(slot.date) ?? [];
  const own = ofDay.find(([from, , x]) => from === start && x.customer === customer);
  if (own) return own[2];
  if (!isFree(salon.masters.get(slot.masterId), slot.date, start, end)) return undefined;
  const booking = { id: randomUUID(), code: makeCode(), customer };
  ofDay.push([start, end, booking]);
  taken.set(slot.date, ofDay);
  return booking;
}

const localMinute = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

// -- turns: each changes the session and returns { messageType, payload } ---

const card = (payload) => ({ messageType: 'interactive_card', payload });

function offer(salon, session, service, wish, now) {
  const slots = findSlots(salon, service, wish, now);
  session.slots = slots;
  delete session.selectedSlot;
  session.state = 'slots_shown';
  const isOnDay = wish.date && slots[0]?.date === wish.date;
  return card(slotsCard(service, slots, isOnDay ? wish.date : undefined));
}

export function takeText(salon, session, text, now) {
  const wish = readText(salon, text, now);
  const service = wish.service ?? salon.servicesById.get(session.intent.serviceId);
  if (!service) {
    session.state = 'asking_service';
    return card(servicesCard(salon));
  }
  const intent = { serviceId: service.id, serviceName: service.name };
  if (wish.date) intent.preferredDate = wish.date;
  session.intent = { ...intent, isFlexible: false, language: session.language };
  session.originalIntent.serviceName ??= service.name;
  session.originalIntent.serviceId ??= service.id;
  return offer(salon, session, service, wish, now);
}

export function takeTap(salon, session, buttonId, now) {
  const split = buttonId.indexOf('_');
  const family = buttonId.slice(0, split);
  const slot = slotOf(salon, buttonId.slice(split + 1).replace(/^(change_slot|see_more|popular_times)_/, ''));
  if (slot && family === 'slot') {
    session.selectedSlot = slot;
    session.state = 'confirming';
    return card(confirmCard(salon, slot));
  }
  if (slot && family === 'confirm') {
    const booking = book(salon, slot, session.customerId);
    if (booking) {
      session.state = 'completed';
      return { messageType: 'booking_confirmed', payload: confirmation(slot, booking) };
    }
  }
  const service = salon.servicesById.get(slot?.serviceId ?? session.intent.serviceId);
  if (service) return offer(salon, session, service, { date: slot?.date }, now);
  session.state = 'asking_service';
  return card(servicesCard(salon));
}
