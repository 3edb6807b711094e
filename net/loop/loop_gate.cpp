#include "net/loop/loop_gate.hpp"

namespace quickbooking {

namespace {

/// Lives in the context as one of its services, because those learn first that it is going away.
class gate_keeper : public asio::execution_context::service {
public:
  static inline asio::execution_context::id id;

  explicit gate_keeper(asio::execution_context& owner)
      : service{owner},
        gate{std::make_shared<loop_gate>(static_cast<asio::io_context&>(owner))} {}

  const std::shared_ptr<loop_gate> gate;

private:
  void shutdown() override { gate->shut(); }
};

} // namespace

std::shared_ptr<loop_gate> loop_gate::of(asio::io_context& loop) {
  return asio::use_service<gate_keeper>(static_cast<asio::execution_context&>(loop)).gate;
}

void loop_gate::shut() {
  const std::lock_guard guard{mutex_};
  loop_ = nullptr;
}

bool loop_gate::inside() {
  const std::lock_guard guard{mutex_};
  return loop_ != nullptr && loop_->get_executor().running_in_this_thread();
}

} // namespace quickbooking
