#include "net/graph/graph_pool.hpp"

#include "net/loop/callback.hpp"

namespace quickbooking {

graph_pool::graph_pool(asio::io_context& loop, std::shared_ptr<graph_peer> peer,
                       std::size_t connections, std::size_t waiting)
    : loop_{loop},
      peer_{std::move(peer)},
      connections_{connections},
      waiting_{waiting},
      timer_{loop.get_executor()} {}

void graph_pool::start() { watch_line(); }

void graph_pool::submit(std::shared_ptr<graph_exchange> exchange) {
  if (closed_)
    return tell_not_sent(*exchange, "the client is closed");
  line_.push_back(std::move(exchange));
  dispatch();
  if (line_.size() > waiting_) {
    const auto last = std::move(line_.back());
    line_.pop_back();
    return tell_not_sent(*last, "queue full");
  }
  if (line_.size() == 1)
    watch_line();
}

void graph_pool::close() {
  closed_ = true;
  timer_.cancel();
  for (const auto& waiting : std::exchange(line_, {}))
    tell_not_sent(*waiting, "the client was closed");
  idle_.clear();
  for (const auto& link : std::exchange(links_, {}))
    link->abort("the client was closed");
}

std::shared_ptr<graph_link> graph_pool::take_link() {
  while (!idle_.empty()) {
    const auto link = std::move(idle_.back());
    idle_.pop_back();
    if (link->is_usable())
      return link;
    link->abort("no longer usable");
    links_.erase(link);
  }
  return links_.size() < connections_ ? make_link() : nullptr;
}

std::shared_ptr<graph_link> graph_pool::make_link() {
  return *links_.insert(std::make_shared<graph_link>(loop_, peer_)).first;
}

void graph_pool::dispatch() {
  while (!line_.empty() && !closed_) {
    const auto link = take_link();
    if (!link)
      return;
    const auto exchange = std::move(line_.front());
    line_.pop_front();
    run(*link, exchange);
  }
}

void graph_pool::run(graph_link& link, const std::shared_ptr<graph_exchange>& exchange) {
  const auto was_open = link.is_open();
  link.run(exchange,
           [weak = weak_from_this(), &link, exchange, was_open](graph_http_answer answer) {
             if (const auto self = weak.lock())
               self->on_done(link, exchange, was_open, std::move(answer));
           });
}

/// A kept connection may turn out to be dead: as long as no byte left on it, the request may go
/// again on a new one.
void graph_pool::on_done(graph_link& link, const std::shared_ptr<graph_exchange>& exchange,
                         bool was_open, graph_http_answer answer) {
  link.is_open() ? rest(link) : forget(link);
  const auto nothing_left = answer.how == graph_http_answer::transport::not_sent;
  if (was_open && nothing_left && !closed_ && exchange->deadline > loop_clock::now())
    return run(*make_link(), exchange);
  dispatch();
  call_once(loop_, "graph", exchange->done, std::move(answer));
}

void graph_pool::rest(graph_link& link) {
  idle_.push_back(link.shared_from_this());
  link.watch([weak = weak_from_this(), &link] {
    if (const auto self = weak.lock())
      self->forget(link);
  });
}

void graph_pool::forget(graph_link& link) {
  const auto shared = link.shared_from_this();
  std::erase(idle_, shared);
  links_.erase(shared);
}

void graph_pool::tell_not_sent(graph_exchange& exchange, std::string reason) {
  graph_http_answer answer;
  answer.reason = std::move(reason);
  call_once(loop_, "graph", exchange.done, std::move(answer));
}

void graph_pool::watch_line() {
  timer_.expires_at(line_.empty() ? loop_clock::time_point::max() : line_.front()->deadline);
  timer_.async_wait([self = shared_from_this()](error_code ec) {
    if (ec || self->closed_)
      return;
    self->drop_late();
    self->watch_line();
  });
}

/// All have the same timeout, so that the line is sorted by deadline.
void graph_pool::drop_late() {
  const auto now = loop_clock::now();
  while (!line_.empty() && line_.front()->deadline <= now) {
    const auto late = std::move(line_.front());
    line_.pop_front();
    tell_not_sent(*late, "no connection was free in time");
  }
}

} // namespace quickbooking
