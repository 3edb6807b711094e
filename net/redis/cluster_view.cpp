#include "net/redis/cluster_view.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace quickbooking {

namespace {

using kind = redis_value::kind;

tl::unexpected<failure> odd(const std::string& what) {
  return fail("redis_error", "CLUSTER SLOTS: " + what);
}

/// A node that shall announce its name and has none says `?`, and its address further behind.
std::string host_behind_name(const redis_value& node) {
  if (node.items.size() < 4)
    return {};
  auto& facts = node.items[3].items;
  for (std::size_t i = 0; i + 1 < facts.size(); i += 2)
    if (facts[i].text == "ip")
      return facts[i + 1].text;
  return {};
}

result<cluster_node> read_node(const redis_value& x, const cluster_node& asked) {
  if (x.items.size() < 2 || x.items[1].what != kind::integer)
    return odd("a node without host and port");
  cluster_node node{x.items[0].text, 0};
  if (node.host == "?")
    node.host = host_behind_name(x);
  else if (node.host.empty())
    node.host = asked.host;
  if (node.host.empty())
    return odd("a node without a host");
  const auto port = x.items[1].number;
  if (port < 1 || port > 65'535)
    return odd(std::to_string(port) + " is no port");
  node.port = static_cast<std::uint16_t>(port);
  return node;
}

bool is_slot(const redis_value& x) {
  return x.what == kind::integer && x.number >= 0
         && x.number < static_cast<std::int64_t>(slot_count);
}

void add_node(cluster_view& view, const cluster_node& node) {
  if (std::ranges::find(view.nodes, node) == view.nodes.end())
    view.nodes.push_back(node);
}

cluster_shard& shard_of(cluster_view& view, const cluster_node& master) {
  auto found = std::ranges::find(view.shards, master, &cluster_shard::master);
  return found != view.shards.end() ? *found : view.shards.emplace_back(cluster_shard{master, {}});
}

/// `taken`: slots of the ranges before.
result<void> read_range(const redis_value& x, const cluster_node& asked, slot_set& taken,
                        cluster_view& out) {
  if (x.items.size() < 3 || !is_slot(x.items[0]) || !is_slot(x.items[1])
      || x.items[0].number > x.items[1].number)
    return odd("a range without slots or master");
  std::optional<cluster_node> master;
  for (std::size_t i = 2; i < x.items.size(); ++i) {
    auto node = read_node(x.items[i], asked);
    if (!node)
      return tl::make_unexpected(node.error());
    add_node(out, *node);
    if (!master)
      master = std::move(*node);
  }
  auto& slots = shard_of(out, *master).slots;
  for (auto slot = x.items[0].number; slot <= x.items[1].number; ++slot) {
    const auto number = static_cast<std::size_t>(slot);
    if (taken[number])
      return odd("slot " + std::to_string(slot) + " is named twice");
    taken[number] = true;
    slots[number] = true;
  }
  return {};
}

result<std::uint64_t> read_epoch(const redis_value& info) {
  constexpr std::string_view name = "cluster_current_epoch:";
  const auto at = info.text.find(name);
  std::uint64_t epoch = 0;
  if (info.what != kind::string || at == std::string::npos)
    return fail("redis_error", "CLUSTER INFO: no epoch");
  const auto* const begin = info.text.data() + at + name.size();
  if (std::from_chars(begin, info.text.data() + info.text.size(), epoch).ec != std::errc{})
    return fail("redis_error", "CLUSTER INFO: the epoch is no number");
  return epoch;
}

result<void> refuse_errors(const std::vector<redis_value>& answers) {
  if (answers.size() != cluster_questions().size())
    return fail("redis_error", "not as many answers as questions");
  for (auto& x : answers)
    if (x.is_error())
      return fail("redis_error", x.text);
  return {};
}

} // namespace

std::string to_text(const cluster_node& x) {
  const auto is_v6 = x.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + x.host + "]" : x.host) + ":" + std::to_string(x.port);
}

slot_set cluster_view::missing() const {
  slot_set served;
  for (auto& x : shards)
    served |= x.slots;
  return ~served;
}

std::vector<std::vector<std::string>> cluster_questions() {
  return {{"CLUSTER", "SLOTS"}, {"CLUSTER", "INFO"}};
}

result<cluster_view> read_cluster_view(const std::vector<redis_value>& answers,
                                       const cluster_node& asked) {
  if (auto fine = refuse_errors(answers); !fine)
    return tl::make_unexpected(fine.error());
  if (answers[0].what != kind::array || answers[0].items.empty())
    return odd("nobody serves anything");
  auto epoch = read_epoch(answers[1]);
  if (!epoch)
    return tl::make_unexpected(epoch.error());
  cluster_view view;
  view.epoch = *epoch;
  slot_set taken;
  for (auto& range : answers[0].items)
    if (auto read = read_range(range, asked, taken, view); !read)
      return tl::make_unexpected(read.error());
  std::ranges::sort(view.shards, {}, [](const auto& x) { return x.slots._Find_first(); });
  return view;
}

} // namespace quickbooking
