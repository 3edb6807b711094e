#include "actors/database/postgres.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace quickbooking {

namespace {

using std::chrono::milliseconds;

/// libpq ends its messages with a newline, and has several lines for several hosts.
std::string one_line(std::string_view text) {
  std::string line{text};
  while (!line.empty() && line.back() == '\n')
    line.pop_back();
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

struct option_deleter {
  void operator()(PQconninfoOption* x) const { PQconninfoFree(x); }
};

bool is_secret(const PQconninfoOption& x) {
  const std::string_view name = x.keyword;
  return (name == "password" || name == "sslpassword") && x.val != nullptr;
}

PGconn* connect(const postgres_address& where) {
  const auto limit = std::to_string(postgres_connection::connect_limit.count());
  const std::array keywords{"dbname",
                            "password",
                            "connect_timeout",
                            "client_encoding",
                            "application_name",
                            "target_session_attrs",
                            static_cast<const char*>(nullptr)};
  const std::array values{where.url.c_str(),
                          where.password.empty() ? nullptr : where.password.c_str(),
                          limit.c_str(),
                          "UTF8",
                          "quickbooking",
                          "read-write",
                          static_cast<const char*>(nullptr)};
  return PQconnectdbParams(keywords.data(), values.data(), 1);
}

} // namespace

// -- addresses ---

bool is_postgres_url(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

result<void> check_postgres_url(const std::string& url) {
  const std::unique_ptr<PQconninfoOption, option_deleter> options{
      PQconninfoParse(url.c_str(), nullptr)};
  if (options == nullptr)
    return fail("invalid_url", "is no URL such as postgresql://user@host:5432/name");
  for (const auto* x = options.get(); x->keyword != nullptr; ++x)
    if (is_secret(*x))
      return fail("invalid_url",
                  "must not hold a password: it belongs into QUICKBOOKING_DATABASE_PASSWORD");
  return {};
}

// -- rows ---

std::string postgres_row::text(int column) const {
  const auto size = static_cast<std::size_t>(PQgetlength(rows_, row_, column));
  return {PQgetvalue(rows_, row_, column), size};
}

std::int64_t postgres_row::integer(int column) const {
  const auto digits = text(column);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// -- connection ---

result<postgres_connection> postgres_connection::open(const postgres_address& where) {
  postgres_connection opened{connect(where)};
  auto* handle = opened.handle_.get();
  if (PQstatus(handle) != CONNECTION_OK)
    return fail("database_unreachable", one_line(PQerrorMessage(handle)));
  PQsetNoticeProcessor(
      handle, [](void*, const char*) {}, nullptr);
  PQsetnonblocking(handle, 1);
  return opened;
}

result<postgres_rows> postgres_connection::run(const std::string& sql,
                                               const std::vector<std::string>& values,
                                               steady_time deadline) {
  if (!is_lost() && steady_time::clock::now() >= deadline)
    return fail("database_slow", "PostgreSQL took too long");
  if (is_lost() || !send(sql, values))
    return lost();
  result<postgres_rows> answer;
  for (;;) {
    if (const auto arrived = await_result(deadline); !arrived)
      return tl::make_unexpected(arrived.error());
    auto* next = PQgetResult(handle_.get());
    if (next == nullptr)
      break;
    postgres_rows rows{next};
    const auto status = PQresultStatus(next);
    if (answer && (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK))
      answer = std::move(rows);
    else if (answer)
      answer = tl::make_unexpected(postgres_failure(next));
  }
  const auto only_reads = !answer && answer.error().code == "database_readonly";
  if (only_reads || PQstatus(handle_.get()) != CONNECTION_OK)
    handle_.reset();
  return answer;
}

bool postgres_connection::send(const std::string& sql, const std::vector<std::string>& values) {
  if (values.empty())
    return PQsendQuery(handle_.get(), sql.c_str()) == 1;
  std::vector<const char*> texts;
  for (const auto& x : values)
    texts.push_back(x.c_str());
  return PQsendQueryParams(handle_.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                           texts.data(), nullptr, nullptr, 0)
         == 1;
}

/// Returns once `PQgetResult` does not block.
result<void> postgres_connection::await_result(steady_time deadline) {
  for (;;) {
    const auto unsent = PQflush(handle_.get());
    if (unsent < 0)
      return lost();
    if (unsent == 0 && PQisBusy(handle_.get()) == 0)
      return {};
    if (auto ready = await_socket(unsent > 0, deadline); !ready)
      return ready;
    if (PQconsumeInput(handle_.get()) == 0)
      return lost();
  }
}

result<void> postgres_connection::await_socket(bool unsent, steady_time deadline) {
  pollfd socket{PQsocket(handle_.get()), static_cast<short>(unsent ? POLLIN | POLLOUT : POLLIN), 0};
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_time::clock::now());
    const auto wait = static_cast<int>(std::max(left, milliseconds{0}).count());
    const auto ready = ::poll(&socket, 1, wait);
    if (ready > 0)
      return {};
    if (ready < 0 && errno == EINTR)
      continue;
    handle_.reset();
    return fail("database_slow", "PostgreSQL does not answer");
  }
}

tl::unexpected<failure> postgres_connection::lost() {
  const auto why = is_lost() ? "" : ": " + one_line(PQerrorMessage(handle_.get()));
  handle_.reset();
  return fail("database_unreachable", "the connection to PostgreSQL is lost" + why);
}

// -- failures ---

namespace {

struct state_code {
  std::string_view state; ///< the first characters of an SQLSTATE
  const char* code;
};

constexpr std::array state_codes{
    state_code{"40P01", "database_conflict"}, state_code{"40001", "database_conflict"},
    state_code{"55P03", "database_locked"},   state_code{"57014", "database_slow"},
    state_code{"53300", "database_busy"},     state_code{"53", "database_full"},
    state_code{"25006", "database_readonly"}, state_code{"42501", "database_denied"},
    state_code{"28", "database_denied"},      state_code{"57P", "database_unreachable"},
    state_code{"08", "database_unreachable"},
};

} // namespace

failure postgres_failure(const PGresult* rows) {
  const auto* state = PQresultErrorField(rows, PG_DIAG_SQLSTATE);
  const auto* said = PQresultErrorField(rows, PG_DIAG_MESSAGE_PRIMARY);
  if (state == nullptr || said == nullptr)
    return {"database_unreachable", "PostgreSQL: " + one_line(PQresultErrorMessage(rows))};
  const auto* known = std::ranges::find_if(
      state_codes, [&](const auto& x) { return std::string_view{state}.starts_with(x.state); });
  return {known == state_codes.end() ? "database_failed" : known->code,
          "PostgreSQL says " + std::string{state} + ": " + one_line(said)};
}

} // namespace quickbooking
