#pragma once

#include "messages/failure.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// Who a customer is: a phone as `+` and 1..15 digits, or, where WhatsApp gives no phone, its
/// business-scoped user id (BSUID, `IL.5501234567890`) verbatim (design.md section 4).
using customer_key = std::string;

/// Makes the key from what a person, WhatsApp or an API caller gave: `15551234567`, `+1 (555)
/// 123-4567`, `whatsapp:+1555...`, `00...` is not special. A BSUID
/// (`^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$`) is kept. Errors: `invalid_phone` for no digit, more
/// than 15 digits, or over 256 bytes.
result<customer_key> make_customer_key(std::string_view given);

/// True if the key is a BSUID rather than a phone.
bool is_bsuid(std::string_view customer);

/// For logs: keeps the country code's first digit and the last two, `+1*******67`; a BSUID keeps
/// its prefix.
std::string masked(std::string_view customer);

/// The Redis key of the session: `booking:session:` + customer key.
std::string session_key(std::string_view customer);

/// The key that the old service used for the same phone (no `+`); empty for a BSUID.
std::string legacy_session_key(std::string_view customer);

/// The inverse of `session_key`, also for a key of the old service; empty if it is no session key.
customer_key customer_of_session_key(std::string_view key);

} // namespace quickbooking
