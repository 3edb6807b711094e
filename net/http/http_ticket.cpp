#include "net/http/http_ticket.hpp"

namespace quickbooking {

http_ticket::http_ticket(std::shared_ptr<loop_gate> gate, std::shared_ptr<http_tally> tally,
                         byte_share bytes, receiver deliver)
    : gate_{std::move(gate)},
      tally_{std::move(tally)},
      bytes_{std::move(bytes)},
      deliver_{std::move(deliver)} {
  ++tally_->in_flight;
}

http_ticket::~http_ticket() {
  if (!used_)
    answer(error_response(500, {"internal_error", "the request was dropped without an answer"}));
}

void http_ticket::answer(http_response answer) {
  if (used_.exchange(true))
    return;
  --tally_->in_flight;
  bytes_.resize(0);
  gate_->dispatch([deliver = std::move(deliver_), answer = std::move(answer)]() mutable {
    deliver(std::move(answer));
  });
}

} // namespace quickbooking
