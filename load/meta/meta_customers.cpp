#include "load/meta/meta_customers.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using nlohmann::json;

/// The member under a pointer, or an empty array.
const json& array_at(const json& in, const char* pointer) {
  static const json nothing = json::array();
  const json::json_pointer where{pointer};
  return in.contains(where) && in.at(where).is_array() ? in.at(where) : nothing;
}

std::optional<offered_option> find_button(const chat_entry& card, const std::string& id) {
  for (const auto& button : array_at(card.content, "/interactive/action/buttons"))
    if (const auto& reply = button.at("reply"); reply.at("id") == id)
      return offered_option{card.id, reply.at("title"), "", false};
  return std::nullopt;
}

std::optional<offered_option> find_row(const chat_entry& card, const std::string& id) {
  for (const auto& section : array_at(card.content, "/interactive/action/sections"))
    for (const auto& row : section.at("rows"))
      if (row.at("id") == id)
        return offered_option{card.id, row.at("title"), row.value("description", ""), true};
  return std::nullopt;
}

} // namespace

void chat::add(chat_entry entry) {
  entry.change = ++last_change_;
  entries_.push_back(std::move(entry));
  if (entries_.size() > max_entries)
    entries_.pop_front();
}

void chat::set_status(std::string_view id, std::string status) {
  auto same = [id](const chat_entry& x) { return x.id == id; };
  const auto found = std::find_if(entries_.rbegin(), entries_.rend(), same);
  if (found == entries_.rend() || found->status == status)
    return;
  found->status = std::move(status);
  found->change = ++last_change_;
}

std::vector<chat_entry> chat::since(std::uint64_t change) const {
  std::vector<chat_entry> fresh;
  auto is_fresh = [change](const chat_entry& x) { return x.change > change; };
  std::copy_if(entries_.begin(), entries_.end(), std::back_inserter(fresh), is_fresh);
  return fresh;
}

std::optional<offered_option> chat::find_option(const std::string& option_id) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->from_customer)
      continue;
    if (auto button = find_button(*entry, option_id))
      return button;
    if (auto row = find_row(*entry, option_id))
      return row;
  }
  return std::nullopt;
}

json to_json(const chat_entry& x) {
  return {{"id", x.id},
          {"from", x.from_customer ? "customer" : "salon"},
          {"at", to_unix_ms(x.at)},
          {"status", x.status},
          {"message", x.content}};
}

} // namespace quickbooking
