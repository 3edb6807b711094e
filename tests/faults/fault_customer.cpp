#include "tests/faults/fault_customer.hpp"

#include "load/meta/meta_webhook.hpp"

#include <algorithm>
#include <thread>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto patience_with_replies = 120ms;
constexpr auto delivery_limit = 45s;
constexpr std::chrono::milliseconds first_wait{10};
constexpr std::chrono::milliseconds longest_wait{160};

/// Who has another node to go to waits as long as a load balancer would.
constexpr std::chrono::milliseconds answer_limit{10'000};
constexpr std::chrono::milliseconds answer_limit_of_several{3000};

/// Between messages that come at the same moment to several nodes.
constexpr auto moment = 1ms;

instant wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

json text_content(const std::string& text) {
  return {{"type", "text"}, {"text", {{"body", text}}}};
}

json tap_content(const std::string& id, bool is_row) {
  const auto* type = is_row ? "list_reply" : "button_reply";
  return {{"type", "interactive"},
          {"interactive", {{"type", type}, {type, {{"id", id}, {"title", "tapped"}}}}}};
}

/// Puts the messages of all these webhooks into the first one.
std::string merged(const std::vector<std::string>& bodies) {
  const json::json_pointer messages{"/entry/0/changes/0/value/messages"};
  auto all = json::parse(bodies.front());
  for (std::size_t i = 1; i < bodies.size(); ++i) {
    const auto next = json::parse(bodies[i]);
    for (const auto& each : next.at(messages))
      all.at(messages).push_back(each);
  }
  return escaped_json(all);
}

} // namespace

void fault_customer::play(const std::vector<step>& steps) {
  for (const auto& x : steps) {
    std::this_thread::sleep_for(x.pause);
    ++around_.steps_begun;
    const auto known = around_.graph.replies_to(phone_);
    play(x);
    if (x.waits)
      around_.graph.wait_for_reply(phone_, known, patience_with_replies);
  }
}

void fault_customer::play(const step& x) {
  const content text{x.text, false, false};
  switch (x.what) {
  case act::text:
    return deliver(prepare({text}), x.node);
  case act::tap:
    return deliver(prepare({newest_option(x)}), x.node);
  case act::tap_old:
    return deliver(prepare({any_option(x)}), x.node);
  case act::double_tap: {
    const auto tapped = newest_option(x);
    deliver(prepare({tapped}), x.node);
    return deliver(prepare({tapped}), x.node + 1);
  }
  case act::two_at_once:
    return deliver_at_once({prepare({text}), prepare({newest_option(x)})}, x.node);
  case act::two_in_one:
    return deliver(prepare({newest_option(x), text}), x.node);
  case act::redelivered_at_once: {
    const auto post = prepare({newest_option(x)});
    return deliver_at_once({post, post, post}, x.node);
  }
  case act::redeliver_old:
    return deliver(posts_.empty() ? prepare({text}) : x.pick % posts_.size(), x.node);
  }
}

// -- what to say ---

fault_customer::content fault_customer::newest_option(const step& x) const {
  const auto replies = around_.graph.received(phone_);
  if (replies.empty() || replies.back().options.empty())
    return {x.text, false, false};
  const auto& options = replies.back().options;
  const auto confirm = std::find_if(options.begin(), options.end(),
                                    [](const auto& id) { return id.starts_with("confirm_"); });
  if (confirm != options.end() && x.pick % 4 != 0)
    return {*confirm, true, false};
  return {options[x.pick % options.size()], true, options.size() > 3};
}

fault_customer::content fault_customer::any_option(const step& x) const {
  const auto replies = around_.graph.received(phone_);
  if (replies.empty())
    return {x.text, false, false};
  const auto& options = replies[x.pick % replies.size()].options;
  if (options.empty())
    return {x.text, false, false};
  return {options[(x.pick >> 8u) % options.size()], true, options.size() > 3};
}

// -- posts ---

/// Makes one POST of new messages; returns its place.
std::size_t fault_customer::prepare(const std::vector<content>& contents) {
  post made;
  std::vector<std::string> bodies;
  for (const auto& x : contents) {
    const auto id = around_.graph.customer_wrote(phone_);
    bodies.push_back(
        message_webhook({around_.graph.number(), phone_, id, wall_clock()}, "Noa",
                        x.is_tap ? tap_content(x.text, x.is_row) : text_content(x.text)));
    made.messages.push_back(sent_.size());
    sent_.push_back({id, x.text, x.is_tap, {}});
  }
  made.body = merged(bodies);
  made.signature = webhook_signature(around_.app_secret, made.body);
  posts_.push_back(std::move(made));
  return posts_.size() - 1;
}

/// A new one, if the node has been started again since.
fault_customer::line& fault_customer::line_to(std::size_t node, lines& all) const {
  const auto where = around_.nodes.now(node);
  auto& mine = all[node];
  const auto limit = all.size() > 1 ? answer_limit_of_several : answer_limit;
  if (!mine || mine->where.life != where.life)
    mine.emplace(line{where, http_client{where.url, limit}});
  return *mine;
}

void fault_customer::deliver(std::size_t post, std::size_t first_node) {
  deliver(post, first_node, lines_);
}

/// As Meta does: until it is answered with 200.
void fault_customer::deliver(std::size_t post, std::size_t first_node, lines& by) {
  const auto end = std::chrono::steady_clock::now() + delivery_limit;
  auto wait = first_wait;
  auto node = first_node;
  while (!try_to_deliver(post, line_to(node++ % by.size(), by))
         && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(wait);
    wait = std::min(2 * wait, longest_wait);
  }
}

void fault_customer::deliver_at_once(const std::vector<std::size_t>& posts,
                                     std::size_t first_node) {
  const auto gap = lines_.size() > 1 ? moment : 0ms;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < posts.size(); ++i)
    threads.emplace_back([this, post = posts[i], wait = i * gap, node = first_node + i] {
      std::this_thread::sleep_for(wait);
      lines mine(lines_.size());
      deliver(post, node, mine);
    });
  for (auto& thread : threads)
    thread.join();
}

bool fault_customer::try_to_deliver(std::size_t post, line& by) {
  const auto now = [this] {
    return std::chrono::duration_cast<run_time>(std::chrono::steady_clock::now() - around_.began);
  };
  const auto& what = posts_[post];
  delivery made;
  made.life = by.where.life;
  made.sent = now();
  made.status
      = by.client
            .send("POST", "/webhook", what.body,
                  {{"X-Hub-Signature-256", what.signature}, {"Content-Type", "application/json"}})
            .status;
  made.answered = now();
  const std::lock_guard guard{mutex_};
  made.post = ++posts_made_;
  for (const auto i : what.messages)
    sent_[i].deliveries.push_back(made);
  return made.status == 200;
}

} // namespace quickbooking::faults
