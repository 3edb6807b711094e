#pragma once

#include "load/engine/agenda.hpp"
#include "load/engine/customer_note.hpp"
#include "load/engine/run_recorder.hpp"
#include "load/verdict/message_ledger.hpp"
#include "load/verdict/punctuality.hpp"
#include "load/wire/letter.hpp"
#include "load/wire/post_rota.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace quickbooking {

/// Brings messages to the nodes in turn as Meta does: again after anything but 200, at once and
/// then with growing waits; sometimes again after a 200. Over `/v1` nothing is repeated, and the
/// answer is the reply. Lives on the loop's thread.
class deliveries {
public:
  struct observers {
    std::function<void(const ready_message&)> on_sent; ///< for the first time
    /// Over `/v1`: the answer's body. Empty if there was none.
    std::function<void(const visit_id&, std::uint64_t message, const std::string& body)> on_answer;
  };

  deliveries(asio::io_context& loop, load_api api, const std::vector<post_pool_options>& nodes,
             message_ledger& ledger, run_recorder& recorder, punctuality& clock, agenda& later,
             observers who);

  /// A customer's message, due at that time.
  void send(ready_message what, run_time intended);

  /// A webhook that brings no message: again, too, until it is taken, and counted nowhere.
  void tell(std::string bytes);

  void sweep(run_time now) { nodes_.sweep(now); }

  /// Gives up what was not taken yet: no further tries.
  void stop();

  /// Customers' messages that were not taken yet.
  std::size_t open() const { return open_; }

private:
  struct delivery {
    ready_message what;
    message_times times;
    int tries = 0;
    bool is_taken = false; ///< answered with 200 before: this is a copy
    bool is_told = false;  ///< no customer's message
  };

  std::uint64_t keep(delivery what);
  void go(std::uint64_t ticket);
  void on_departure(std::uint64_t ticket);
  void on_answer(std::uint64_t ticket, const post_answer& answer);
  void take(std::uint64_t ticket, run_time now);
  void answer_v1(std::uint64_t ticket, const post_answer& answer, run_time now);
  void try_again(std::uint64_t ticket);
  void drop(std::uint64_t ticket);

  load_api api_;
  message_ledger& ledger_;
  run_recorder& recorder_;
  punctuality& clock_;
  agenda& later_;
  observers who_;
  std::vector<delivery> slots_;
  std::vector<std::uint64_t> free_;
  std::size_t open_ = 0;
  bool stopped_ = false;
  post_rota nodes_;
};

} // namespace quickbooking
