#include "actors/calendar/calendar_store.hpp"

namespace quickbooking {

result<calendar_changes> calendar_store::changes(instant) { return {}; }

booking_outcome to_outcome(const booking_answer& x) {
  if (x.record == nullptr)
    return {x.what, {}, {}};
  return {x.what, x.record->id, x.record->code};
}

bool is_sound(const book_request& x) {
  return !x.idempotency_key.empty() && !x.salon_id.empty() && !x.customer.empty()
         && !x.chosen.master_id.empty() && !x.chosen.service_id.empty() && x.start < x.end
         && x.end - x.start <= longest_booking;
}

booking_ptr make_record(const book_request& x, std::string id, std::string code, instant now) {
  booking_record made;
  made.id = std::move(id);
  made.code = std::move(code);
  made.salon_id = x.salon_id;
  made.customer = x.customer;
  made.customer_name = x.customer_name;
  made.service_id = x.chosen.service_id;
  made.service_name = x.chosen.service_name;
  made.master_id = x.chosen.master_id;
  made.master_name = x.chosen.master_name;
  made.start = x.start;
  made.end = x.end;
  made.price = x.chosen.price;
  made.created_at = now;
  return std::make_shared<const booking_record>(std::move(made));
}

} // namespace quickbooking
