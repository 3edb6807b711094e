#include "net/redis/cluster_connection.hpp"

#include "net/loop/loop_gate.hpp"
#include "net/redis/side_links.hpp"

#include <utility>

namespace quickbooking {

namespace {

using reply_handler = redis_connection::reply_handler;
using words = std::vector<std::string>;

/// Keys move within milliseconds, a whole slot of them within some ten.
constexpr std::chrono::milliseconds try_again_pause{5};

/// A server that misses the limit of a command loses its connection: with less time than that left
/// nothing is tried again.
constexpr std::chrono::milliseconds least_time{40};

/// What of a connection its commands share, also when it is gone.
struct main_and_sides {
  asio::io_context& loop;
  std::shared_ptr<loop_gate> gate;
  std::shared_ptr<redis_connection> main;
  side_links sides;
  redirection_handler on_redirection;
};

/// A command on its way; lives on the loop's thread once it was sent.
class journey : public std::enable_shared_from_this<journey> {
public:
  journey(std::shared_ptr<main_and_sides> links, words args, std::chrono::milliseconds limit,
          reply_handler done)
      : links_{std::move(links)},
        args_{std::move(args)},
        deadline_{loop_clock::now() + limit},
        done_{std::move(done)} {}

  void start() { links_->main->command(args_, left(), on_reply()); }

private:
  std::chrono::milliseconds left() const {
    return std::chrono::ceil<std::chrono::milliseconds>(deadline_ - loop_clock::now());
  }

  reply_handler on_reply() {
    return [self = shared_from_this()](result<redis_value> reply) { self->take(std::move(reply)); };
  }

  void take(result<redis_value> reply) {
    if (!reply || !reply->is_error())
      return done_(std::move(reply));
    if (const auto where = read_redirection(*reply))
      return follow(*where);
    if (is_try_again(*reply))
      return try_again();
    done_(std::move(reply));
  }

  void follow(const redirection& where) {
    if (links_->on_redirection)
      links_->on_redirection(where.what);
    if (++redirections_ > max_redirections || left() <= std::chrono::milliseconds{0})
      return give_up("its slot is moving");
    const auto is_ask = where.what == redirection::kind::ask;
    links_->sides.command({where.host, where.port}, is_ask, args_, left(),
                          [self = shared_from_this()](result<redis_value> reply) {
                            if (!reply)
                              return self->give_up(reply.error().message);
                            self->take(std::move(reply));
                          });
  }

  void try_again() {
    if (left() <= try_again_pause + least_time)
      return give_up("its keys are on two servers");
    const auto timer = std::make_shared<loop_timer>(links_->loop.get_executor(), try_again_pause);
    timer->async_wait([self = shared_from_this(), timer](error_code) { self->start(); });
  }

  void give_up(const std::string& why) { done_(fail("slot_moving", why)); }

  const std::shared_ptr<main_and_sides> links_;
  const words args_;
  const loop_clock::time_point deadline_;
  const reply_handler done_;
  int redirections_ = 0;
};

class cluster_connection : public redis_connection {
public:
  cluster_connection(asio::io_context& loop, const redis_address& where,
                     redirection_handler on_redirection)
      : links_{std::make_shared<main_and_sides>(
          main_and_sides{loop, loop_gate::of(loop), redis_connection::make(loop, where),
                         side_links{loop, where}, std::move(on_redirection)})} {}

  ~cluster_connection() override { close(); }

  void connect(std::chrono::milliseconds limit, std::function<void(result<void>)> done,
               std::function<void(failure)> on_lost) override {
    links_->main->connect(limit, std::move(done), std::move(on_lost));
  }

  void command(words args, std::chrono::milliseconds limit, reply_handler done) override {
    std::make_shared<journey>(links_, std::move(args), limit, std::move(done))->start();
  }

  void close() override {
    links_->main->close();
    links_->gate->post([links = links_] { links->sides.close(); });
  }

  std::size_t in_flight() const override { return links_->main->in_flight(); }

private:
  const std::shared_ptr<main_and_sides> links_;
};

} // namespace

std::shared_ptr<redis_connection> make_cluster_connection(asio::io_context& loop,
                                                          redis_address where,
                                                          redirection_handler on_redirection) {
  return std::make_shared<cluster_connection>(loop, where, std::move(on_redirection));
}

} // namespace quickbooking
