// What the customer sees, as WhatsApp's interactive objects.

import { weekdayOf } from './catalog.js';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const dayName = (date) =>
  `${days[weekdayOf(date)]}, ${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}`;

function clock(time) {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
}

const money = (price) => (price % 100 === 0 ? `$${price / 100}` : `$${(price / 100).toFixed(2)}`);

function length(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = hours ? [hours === 1 ? '1 hour' : `${hours} hours`] : [];
  if (rest) words.push(`${rest} min`);
  return words.join(' ');
}

const short = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const unwanted = (service) => `any-1970-01-01T00:00:00.000Z-${service.id}`;

function row(slot, index) {
  return {
    id: `slot_${slot.id}`,
    title: short(`${clock(slot.startTime)} ${index < 3 ? '⭐' : '-'} ${slot.masterName}`, 24),
    description: short(`${money(slot.price)} · ${length(slot.duration)}`, 72),
  };
}

export function slotsCard(service, slots, date) {
  const sections = [];
  slots.forEach((slot, index) => {
    const title = dayName(slot.date);
    if (sections.at(-1)?.title !== title) sections.push({ title, rows: [] });
    sections.at(-1).rows.push(row(slot, index));
  });
  const rows = [{ id: `action_see_more_${unwanted(service)}`, title: 'See more' }];
  if (!date) rows.push({ id: `choice_popular_times_${unwanted(service)}`, title: 'Popular times' });
  sections.push({ title: 'More options', rows });
  const intro = date
    ? `✨ Free times on ${days[weekdayOf(date)]} for ${service.name}.`
    : `✨ The next free times for ${service.name}.`;
  return {
    type: 'list',
    header: { type: 'text', text: 'Available times' },
    body: { text: `${intro}\nWhich one suits you?` },
    footer: { text: 'Tap to choose' },
    action: { button: 'Select time', sections },
  };
}

export function confirmCard(salon, slot) {
  const when = `${dayName(slot.date)}, ${clock(slot.startTime)} - ${clock(slot.endTime)}`;
  const terms = `${length(slot.duration)} · ${money(slot.price)}`;
  const button = (id, title) => ({ type: 'reply', reply: { id, title } });
  return {
    type: 'button',
    header: { type: 'text', text: short(salon.name, 60) },
    body: {
      text: `✅ Please check and confirm:\n${slot.serviceName} with ${slot.masterName}\n${when} · ${terms}`,
    },
    action: {
      buttons: [
        button(`confirm_${slot.id}`, 'Confirm'),
        button(`action_change_slot_${slot.id}`, 'Change time'),
      ],
    },
  };
}

export const confirmation = (slot, booking) => ({
  bookingId: booking.id,
  bookingCode: booking.code,
  text: `🎉 You're booked!\n${slot.serviceName} with ${slot.masterName}\n`
    + `${dayName(slot.date)} at ${clock(slot.startTime)}\nBooking code: ${booking.code}\nSee you soon!`,
});

export function servicesCard(salon) {
  const rows = salon.services
    .slice(0, 10)
    .map((x) => ({ id: `action_service_${x.id}`, title: short(x.name, 24) }));
  return {
    type: 'list',
    body: { text: 'Which service would you like?' },
    action: { button: 'Services', sections: [{ title: 'Services', rows }] },
  };
}
