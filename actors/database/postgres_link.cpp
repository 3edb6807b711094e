#include "actors/database/postgres_link.hpp"

#include "actors/cores/back_off.hpp"

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

/// A statement or a transaction that nobody waits for any more ends by itself, so that a node that
/// is stuck holds no locks. A server that would lose what it has confirmed is told not to.
constexpr const char* settings = R"sql(
SELECT set_config('statement_timeout', '3s', false),
       set_config('lock_timeout', '500ms', false),
       set_config('idle_in_transaction_session_timeout', '1s', false),
       set_config('search_path', 'quickbooking, public', false),
       set_config('synchronous_commit', CASE current_setting('synchronous_commit')
         WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
)sql";

} // namespace

result<postgres_connection*> postgres_link::connection() {
  if (!open_ || open_->is_lost())
    if (const auto made = connect(); !made)
      return tl::make_unexpected(made.error());
  return &*open_;
}

result<void> postgres_link::connect() {
  open_.reset();
  if (steady_time::clock::now() < next_try_)
    return tl::make_unexpected(why_);
  auto opened = open();
  if (!opened) {
    why_ = opened.error();
    const auto wait = stretched(back_off(100ms, 2, failures_++, 2s), jitter_());
    next_try_ = steady_time::clock::now() + wait;
    return tl::make_unexpected(why_);
  }
  open_ = std::move(*opened);
  failures_ = 0;
  ++connections_;
  return {};
}

result<postgres_connection> postgres_link::open() const {
  auto opened = postgres_connection::open(where_);
  if (!opened)
    return opened;
  const auto end = steady_time::clock::now() + postgres_connection::connect_limit;
  if (const auto set = opened->run(settings, {}, end); !set)
    return tl::make_unexpected(set.error());
  return opened;
}

} // namespace quickbooking
