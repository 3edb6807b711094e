# actors/calendar/calendar_schema.cpp
# The database does not look for overlapping bookings.
s/AND start_ts < NEW.end_ts AND start_ts > NEW.start_ts - 86400000 AND end_ts > NEW.start_ts/AND 1 = 0/
