#pragma once

#include "net/http/answer_line.hpp"
#include "net/http/http_tally.hpp"
#include "net/loop/loop_gate.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace quickbooking {

/// The right to answer one request, once, from any thread. Unused when it goes: 500.
class http_ticket {
public:
  /// Takes the answer on the loop's thread.
  using receiver = std::function<void(http_response)>;

  http_ticket(std::shared_ptr<loop_gate> gate, std::shared_ptr<http_tally> tally, byte_share bytes,
              receiver deliver);
  ~http_ticket();

  http_ticket(const http_ticket&) = delete;
  http_ticket& operator=(const http_ticket&) = delete;

  void answer(http_response answer);

private:
  std::shared_ptr<loop_gate> gate_;
  std::shared_ptr<http_tally> tally_;
  byte_share bytes_;
  receiver deliver_;
  std::atomic<bool> used_ = false;
};

} // namespace quickbooking
