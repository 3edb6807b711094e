#pragma once

#include "messages/customer.hpp"
#include "messages/reply/reply.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// What to do after the Graph API refused a message (the classes of whatsapp.md 4.2).
enum class send_outcome {
  accepted,
  retry,          ///< R: with back-off
  pair_limited,   ///< P: 4^X seconds for this customer
  wait_long,      ///< W: hours, or lower traffic
  need_template,  ///< T: outside the 24-hour window
  final_failure,  ///< F: this message will never go
  configuration,  ///< C: stop sending for this number and alert
  unknown_outcome ///< no or no readable answer after the request was sent
};

std::string_view to_string(send_outcome x);

/// The answer to a POST on `/{version}/{phone_number_id}/messages`.
struct send_answer {
  send_outcome outcome = send_outcome::unknown_outcome;
  std::string message_id; ///< wamid, if accepted
  int error_code = 0;
  std::string details;
  int max_tries
      = 5; ///< for `retry`: how often in all this code may be tried (1: x2 then final, 131000: x3)
  int min_wait_seconds = 0; ///< 131057: 60
};

/// The request body for a reply; `out_id` travels as `biz_opaque_callback_data` (<= 512
/// characters). Phones go as `to` with the plus, BSUIDs as `recipient`. A `booking_confirmed` or
/// `error_reply` goes as text.
std::string to_send_body(const customer_key& to, const reply& content, std::string_view out_id);

/// Classifies status and body (which may be HTML or nothing). Decides on `code`; the HTTP status
/// only helps with unknown codes.
send_answer decode_send_answer(int http_status, std::string_view body);

} // namespace quickbooking
