// The salons as the booking flow needs them: who works when, and what is taken. Everything that does
// not change is worked out once.

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const minutesOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** Working time of one weekday as [from, to) in minutes, breaks cut out. */
function shifts(hours) {
  if (!hours?.enabled) return [];
  const parts = [];
  let from = minutesOf(hours.start);
  for (const rest of hours.breaks ?? []) {
    parts.push([from, minutesOf(rest.start)]);
    from = minutesOf(rest.end);
  }
  parts.push([from, minutesOf(hours.end)]);
  return parts;
}

function makeMaster(master) {
  return {
    ...master,
    shifts: weekdays.map((day) => shifts(master.hours[day])),
    taken: new Map(), // date -> [[from, to, booking]]
  };
}

function makeSalon(salon) {
  const masters = salon.masters.map(makeMaster);
  const services = salon.services.map((service) => ({
    ...service,
    words: [service.name, ...Object.values(service.names), ...service.aliases].map((x) =>
      x.toLowerCase()),
    masters: masters.filter((x) => x.specialization.includes(service.category)),
  }));
  return {
    ...salon,
    masters: new Map(masters.map((x) => [x.id, x])),
    services,
    servicesById: new Map(services.map((x) => [x.id, x])),
    step: salon.slotDurationMinutes,
  };
}

export function readCatalog(text) {
  return new Map(JSON.parse(text).salons.map((x) => [x.id, makeSalon(x)]));
}

// -- days and times ---

const zones = new Map();
const offsets = new Map();

/** Minutes from UTC to the zone's own time at noon of a day. Asking Intl is slow, hence the cache. */
function offsetOf(zone, date) {
  const key = zone + date;
  let offset = offsets.get(key);
  if (offset === undefined) {
    let format = zones.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
      zones.set(zone, format);
    }
    const name = format.format(new Date(`${date}T12:00:00Z`));
    const found = /GMT([+-])(\d\d):(\d\d)/.exec(name);
    offset = found ? (found[1] === '-' ? -1 : 1) * (found[2] * 60 + Number(found[3])) : 0;
    offsets.set(key, offset);
  }
  return offset;
}

export const addDays = (date, days) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

export const weekdayOf = (date) => new Date(date).getUTCDay();

/** The salon's own date and minute of the day. */
export function localTime(salon, instant) {
  const utc = new Date(instant).toISOString();
  const local = new Date(instant + offsetOf(salon.timeZone, utc.slice(0, 10)) * 60_000).toISOString();
  return { date: local.slice(0, 10), minute: minutesOf(local.slice(11, 16)) };
}

export const instantOf = (salon, date, minute) =>
  Date.parse(date) + (minute - offsetOf(salon.timeZone, date)) * 60_000;

// -- free times ---

export function isFree(master, date, from, to) {
  for (const [a, b] of master.taken.get(date) ?? []) if (a < to && from < b) return false;
  return true;
}

/** All free starts of one day: [{ master, date, minute }], by time. */
export function freeTimes(salon, service, date, earliest) {
  const found = [];
  const day = weekdayOf(date);
  for (const master of service.masters) {
    for (const [from, to] of master.shifts[day]) {
      for (let minute = from; minute + service.durationMinutes <= to; minute += salon.step)
        if (minute >= earliest && isFree(master, date, minute, minute + service.durationMinutes))
          found.push({ master, date, minute });
    }
  }
  return found.sort((a, b) => a.minute - b.minute);
}
