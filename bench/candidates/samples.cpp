#include "bench/candidates/samples.hpp"

#include <nlohmann/json.hpp>

namespace quickbooking {

namespace {

using nlohmann::json;

json to_json(const sample& x) {
  return {{"answer", x.answer}, {"snapshot", x.snapshot}, {"receipt", x.receipt}};
}

sample read_sample(const json& all, const char* name) {
  const auto& x = all.at(name);
  return {x.at("answer").get<std::string>(), x.at("snapshot").get<std::string>(),
          x.at("receipt").get<std::string>()};
}

} // namespace

std::string to_json_text(const samples& x) {
  return json{{"text", to_json(x.text)}, {"tap", to_json(x.tap)}, {"confirm", to_json(x.confirm)}}
      .dump();
}

result<samples> parse_samples(std::string_view text) {
  try {
    const auto all = json::parse(text);
    return samples{read_sample(all, "text"), read_sample(all, "tap"), read_sample(all, "confirm")};
  } catch (const json::exception& problem) {
    return fail("bad_samples", problem.what());
  }
}

} // namespace quickbooking
