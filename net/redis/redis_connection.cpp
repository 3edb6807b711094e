#include "net/redis/redis_codec.hpp"
#include "net/redis/redis_link.hpp"

#include <atomic>

namespace quickbooking {

namespace {

/// One of the `max_in_flight` places; given back when it goes.
class place_in_flight {
public:
  explicit place_in_flight(std::shared_ptr<std::atomic<std::size_t>> count)
      : count_{std::move(count)},
        number_{++*count_} {}
  place_in_flight(place_in_flight&&) = default;
  ~place_in_flight() {
    if (count_)
      --*count_;
  }

  bool is_beyond_limit() const { return number_ > redis_connection::max_in_flight; }

private:
  std::shared_ptr<std::atomic<std::size_t>> count_;
  std::size_t number_;
};

/// What of a connection lives on the loop's thread. The link owns itself, so that this may be freed
/// by any thread, also after the loop is gone.
struct current_link {
  asio::io_context& loop;
  redis_address where;
  std::weak_ptr<redis_link> link;

  void close() {
    if (const auto old = std::exchange(link, {}).lock())
      old->close();
  }
};

class connection_handle : public redis_connection {
public:
  connection_handle(asio::io_context& loop, redis_address where)
      : gate_{loop_gate::of(loop)},
        current_{std::make_shared<current_link>(current_link{loop, std::move(where), {}})} {}

  ~connection_handle() override { close(); }

  void connect(std::chrono::milliseconds limit, std::function<void(result<void>)> done,
               std::function<void(failure)> on_lost) override {
    gate_->post([current = current_, deadline = loop_clock::now() + limit, done = std::move(done),
                 on_lost = std::move(on_lost)]() mutable {
      current->close();
      const auto link = std::make_shared<redis_link>(current->loop, current->where);
      current->link = link;
      link->connect(deadline, std::move(done), std::move(on_lost));
    });
  }

  void command(std::vector<std::string> args, std::chrono::milliseconds limit,
               reply_handler done) override {
    auto place = std::make_shared<place_in_flight>(in_flight_);
    if (place->is_beyond_limit())
      return refuse("redis_busy", "too many commands wait for their answers", std::move(done));
    if (args.empty()) // Redis would not answer it, and every answer would go to the wrong command
      return refuse("redis_down", "an empty command", std::move(done));
    auto counted = [place = std::move(place), done = std::move(done)](auto reply) mutable {
      place.reset();
      done(std::move(reply));
    };
    post({encode_redis(args), {std::move(counted), loop_clock::now() + limit}});
  }

  void close() override {
    gate_->post([current = current_] { current->close(); });
  }

  std::size_t in_flight() const override { return *in_flight_; }

private:
  void refuse(std::string code, std::string why, reply_handler done) {
    gate_->post(
        [done = std::move(done), error = fail(std::move(code), std::move(why))] { done(error); });
  }

  void post(redis_link::request one) {
    gate_->post([current = current_, one = std::move(one)]() mutable {
      if (const auto link = current->link.lock())
        link->send(std::move(one));
      else
        one.waiting.done(fail("redis_down", "redis: not connected"));
    });
  }

  const std::shared_ptr<loop_gate> gate_;
  const std::shared_ptr<current_link> current_;
  const std::shared_ptr<std::atomic<std::size_t>> in_flight_
      = std::make_shared<std::atomic<std::size_t>>(0);
};

} // namespace

std::shared_ptr<redis_connection> redis_connection::make(asio::io_context& loop,
                                                         redis_address where) {
  return std::make_shared<connection_handle>(loop, std::move(where));
}

} // namespace quickbooking
