#include "net/redis/session_script.hpp"

#include "net/redis/due_commands.hpp"

#include <openssl/evp.h>

#include <array>

namespace quickbooking {

namespace {

/// What can fail by its type comes first: a script that ends in an error keeps what it has written.
/// A repetition still brings handled ids that are not there: a replica that took over may lack
/// those of writes before, though it has got this one.
constexpr std::string_view write_script = R"lua(
local function head(key, length) return redis.call('GETRANGE', key, 0, length - 1) end
local expected, epoch, revision = ARGV[1], ARGV[2], ARGV[3]
local length = math.max(96, #expected)
local is_repeated = false
local stored = head(KEYS[1], length)
if stored == '' then stored = head(KEYS[2], length) end
if stored ~= '' then
  local its_epoch, its_revision
    = string.match(stored, '^{"schemaVersion":%d+,"ownerEpoch":(%d+),"revision":(%d+),')
  is_repeated = its_epoch == epoch and its_revision == revision
  local ours_and_older = its_epoch == epoch and tonumber(its_revision) < tonumber(revision)
  local as_expected = expected ~= '' and string.sub(stored, 1, #expected) == expected
  if not (is_repeated or ours_and_older or as_expected) then return 'conflict' end
end
local ids = 10 + 2 * ARGV[9]
local function add_handled(new)
  if #new == 0 then return end
  if redis.call('RPUSH', KEYS[3], unpack(new)) > tonumber(ARGV[8]) then
    redis.call('LTRIM', KEYS[3], -tonumber(ARGV[8]), -1)
  end
  redis.call('EXPIRE', KEYS[3], ARGV[7])
end
if is_repeated then
  local known, missing = {}, {}
  for _, id in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do known[id] = true end
  for i = ids, #ARGV do
    if not known[ARGV[i]] then table.insert(missing, ARGV[i]) end
  end
  add_handled(missing)
  return 'already'
end
if ids > 10 then
  redis.call('HSET', KEYS[4], unpack(ARGV, 10, ids - 1))
  redis.call('EXPIRE', KEYS[4], ARGV[7])
end
add_handled({unpack(ARGV, ids)})
if ARGV[4] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])
end
if ARGV[6] ~= '' then redis.call('SET', KEYS[2], ARGV[6], 'EX', ARGV[7]) end
return 'written'
)lua";

std::string sibling_key(const customer_key& who, std::string_view name) {
  return "{" + session_key(who) + "}:" + std::string{name};
}

std::string text_or_empty(const redis_value& x) {
  return x.what == redis_value::kind::string ? x.text : std::string{};
}

} // namespace

std::string handled_key(const customer_key& who) { return sibling_key(who, "handled"); }

std::string_view session_write_script() { return write_script; }

std::string script_sha1(std::string_view script) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(script.data(), script.size(), digest.data(), &length, EVP_sha1(), nullptr);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

std::vector<std::string> write_command(const customer_key& who, const session_write& what,
                                       bool with_source) {
  static const auto sha1 = script_sha1(write_script);
  std::vector<std::string> args{with_source ? "EVAL" : "EVALSHA",
                                with_source ? std::string{write_script} : sha1,
                                "4",
                                session_key(who),
                                sibling_key(who, "receipt"),
                                handled_key(who),
                                due_key(who),
                                what.expected,
                                std::to_string(what.version.owner_epoch),
                                std::to_string(what.version.revision),
                                what.snapshot,
                                std::to_string(what.ttl.count()),
                                what.receipt,
                                std::to_string(std::chrono::seconds{receipt_ttl}.count()),
                                std::to_string(max_handled_ids),
                                std::to_string(what.due.size())};
  for (auto& reply : what.due) {
    args.push_back(reply.out_id);
    args.push_back(to_bytes(reply));
  }
  args.insert(args.end(), what.handled.begin(), what.handled.end());
  return args;
}

result<write_outcome> read_write_reply(const redis_value& reply) {
  if (reply.text == "written")
    return write_outcome::written;
  if (reply.text == "already")
    return write_outcome::already_written;
  if (reply.text == "conflict")
    return write_outcome::conflict;
  return fail("redis_error", reply.is_error() ? reply.text : "unexpected reply to a session write");
}

std::vector<std::vector<std::string>> load_commands(const customer_key& who, redis_kind kind) {
  std::vector<std::vector<std::string>> commands{{"GET", session_key(who)},
                                                 {"GET", sibling_key(who, "receipt")},
                                                 {"LRANGE", handled_key(who), "0", "-1"},
                                                 {"HGETALL", due_key(who)}};
  if (auto legacy = legacy_session_key(who); !legacy.empty() && kind == redis_kind::single)
    commands.push_back({"GET", std::move(legacy)});
  return commands;
}

result<stored_state> read_load_replies(const std::vector<redis_value>& replies) {
  for (auto& reply : replies)
    if (reply.is_error())
      return fail("redis_error", reply.text);
  if (replies.size() < 4)
    return fail("redis_error", "unexpected reply to a session load");
  stored_state found;
  found.snapshot = text_or_empty(replies[0]);
  found.receipt = text_or_empty(replies[1]);
  for (auto& id : replies[2].items)
    found.handled.push_back(text_or_empty(id));
  found.due = read_due_replies(replies[3]);
  if (replies.size() > 4)
    add_legacy_session(found, replies[4]);
  return found;
}

void add_legacy_session(stored_state& found, const redis_value& reply) {
  if (!found.snapshot.empty())
    return;
  found.snapshot = text_or_empty(reply);
  found.under_legacy_key = !found.snapshot.empty();
}

bool is_noscript(const redis_value& reply) {
  return reply.is_error() && reply.text.starts_with("NOSCRIPT");
}

} // namespace quickbooking
