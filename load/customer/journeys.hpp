#pragma once

#include "load/customer/customer.hpp"

#include <string_view>

namespace quickbooking {

/// What a customer does after reading and thinking, by the journey.
customer_acts go_on(customer_state& state, const customer_world& world, dice& chance);

customer_acts type_wish(customer_state& state, language lang, const customer_world& world,
                        dice& chance);

customer_acts leave();

/// True if an option's id begins so.
bool offers(const heard_reply& reply, std::string_view id_prefix);

} // namespace quickbooking
