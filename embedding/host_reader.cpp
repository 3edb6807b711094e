#include "embedding/host_reader.hpp"

#include "embedding/turn_translation.hpp"

#include <utility>

namespace quickbooking {

namespace {

salon_offer to_offer(const salon& x) {
  salon_offer out;
  out.id = x.id;
  out.name = x.name;
  out.zone = x.zone;
  for (auto each : x.active_services())
    out.services.push_back({each->id, each->name});
  for (auto& each : x.masters)
    if (each.active)
      out.masters.push_back({each.id, each.name});
  return out;
}

speech_act to_act(wish_act x) {
  switch (x) {
  case wish_act::wish:
    return speech_act::wish;
  case wish_act::greeting:
    return speech_act::greeting;
  case wish_act::thanks:
    return speech_act::thanks;
  case wish_act::cancel:
    return speech_act::cancel;
  case wish_act::restart:
    return speech_act::restart;
  case wish_act::call_salon:
    return speech_act::call_salon;
  case wish_act::yes:
    return speech_act::yes;
  case wish_act::no:
    break;
  }
  return speech_act::no;
}

/// Reads `text` into `out`, unless it is empty. False if it cannot be read.
template <class T, class Parse>
bool read_optional(const std::string& text, std::optional<T>& out, Parse parse) {
  if (text.empty())
    return true;
  out = parse(text);
  return out.has_value();
}

} // namespace

std::optional<reading> to_reading(const customer_wish& x, const salon& where) {
  reading out;
  out.act = to_act(x.act);
  auto& said = out.said;
  for (auto& id : x.service_ids) {
    const auto found = where.find_service(id);
    if (!found)
      return std::nullopt;
    out.service_ids.push_back(id);
    if (!said.service_id)
      std::tie(said.service_id, said.service_name) = std::tie(found->id, found->name);
  }
  if (!x.master_id.empty()) {
    const auto found = where.find_master(x.master_id);
    if (!found)
      return std::nullopt;
    std::tie(said.master_id, said.master_name) = std::tie(found->id, found->name);
  }
  said.is_flexible = x.is_flexible;
  const auto is_sound = read_optional(x.date, said.date, parse_date)
                        && read_optional(x.time, said.time, parse_hhmm)
                        && read_optional(x.part_of_day, said.part, parse_part_of_day);
  return is_sound ? std::optional{std::move(out)} : std::nullopt;
}

host_reader::host_reader(std::shared_ptr<const intent_reader> host, const catalog& salons)
    : host_{std::move(host)} {
  for (auto& x : salons.salons())
    offers_[x.id] = to_offer(x);
}

reading host_reader::read(const salon& where, std::string_view text, language lang,
                          instant now) const {
  if (const auto wish = ask(where, text, lang, now))
    if (auto found = to_reading(*wish, where))
      return std::move(*found);
  return rule_reader().read(where, text, lang, now);
}

/// An exception of the host's costs nobody a turn.
std::optional<customer_wish> host_reader::ask(const salon& where, std::string_view text,
                                              language lang, instant now) const {
  const auto offer = offers_.find(where.id);
  if (offer == offers_.end())
    return std::nullopt;
  try {
    return host_->read(offer->second, text, to_string(lang), to_timestamp(now));
  } catch (...) {
    return std::nullopt;
  }
}

} // namespace quickbooking
