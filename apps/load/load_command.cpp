#include "apps/load/load_command.hpp"

#include "apps/load/exit_codes.hpp"
#include "apps/secrets.hpp"
#include "messages/encoding/json_text.hpp"

#include <CLI/CLI.hpp>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr const char* footer = R"(
Secrets come from the environment, or from files that it names with _FILE appended:
  QUICKBOOKING_APP_SECRET   signs the webhooks, as the node has it
  QUICKBOOKING_GRAPH_TOKEN  what the node's calls to the Graph API bear
  QUICKBOOKING_API_TOKEN    with --api v1, if the node wants one

With the webhook the node's graph.baseUrl has to be the address that --graph-port opens.

Exit codes:
  0  pass
  1  a threshold was exceeded
  2  the command line, the scenario or the environment is wrong
  3  invalid: the load tool did not keep its own schedule, or a fault's command failed
  4  the target cannot be reached, or --graph-port cannot be opened
)";

result<std::string> needed_secret(const std::string& name) {
  auto value = secret(name);
  if (value && value->empty())
    return fail("missing_secret", name + " is not set");
  return value;
}

template <class T>
void put(json& object, const std::string& key, const std::optional<T>& value) {
  if (value)
    object[key] = *value;
}

/// With another arrival model the other's numbers make no sense.
void override_arrivals(json& arrivals, const load_command& command) {
  put(arrivals, "model", command.model);
  const auto is_closed = arrivals.value("model", json{}) == "closed";
  if (command.model)
    arrivals.erase(is_closed ? "rate" : "customers");
  put(arrivals, "rate", command.rate);
  put(arrivals, "customers", command.customers);
  put(arrivals, "ramp", command.ramp);
}

void override_scenario(json& file, const load_command& command) {
  if (file.contains("arrivals") && file["arrivals"].is_object())
    override_arrivals(file["arrivals"], command);
  put(file, "duration", command.duration);
  put(file, "seed", command.seed);
}

void add_options(CLI::App& app, load_command& out) {
  app.add_option("--scenario", out.scenario, "Scenario file (JSON)")->required();
  app.add_option(
         "--target", out.targets,
         "Base address of the node: http://host:port; given again for others, which get the "
         "messages in turn")
      ->allow_extra_args(false)
      ->required();
  app.add_option("--api", out.api, "The front door: webhook or v1")
      ->check(CLI::IsMember({"webhook", "v1"}));
  app.add_option("--graph-address", out.graph_address, "Where the Graph API's stand-in listens");
  app.add_option("--graph-port", out.graph_port, "Its port; needed with the webhook");
  app.add_option("--out", out.out, "Folder for run.json, report.html and the histograms");
  app.add_option("--compare", out.compare, "run.json of another run, to be shown beneath");
  app.add_option("--connections", out.connections, "At most so many to the node")
      ->check(CLI::Range(1, 50'000));
  app.add_option("--threads", out.threads, "Of the customers' actors")->check(CLI::Range(1, 64));
}

void add_overrides(CLI::App& app, load_command& out) {
  const auto* group = "In place of the scenario's";
  app.add_option("--model", out.model, "poisson, constant or closed")->group(group);
  app.add_option("--rate", out.rate, "Messages per second")->group(group);
  app.add_option("--customers", out.customers, "With the closed model: how many")->group(group);
  app.add_option("--ramp", out.ramp, "As 10s")->group(group);
  app.add_option("--duration", out.duration, "As 1m30s")->group(group);
  app.add_option("--seed", out.seed, "Same seed, same customers")->group(group);
}

} // namespace

std::optional<load_command> parse_load_command(int argc, char** argv, int& exit_code) {
  CLI::App app{"Simulated customers against a running QuickBooking node, and a verdict"};
  load_command out;
  add_options(app, out);
  add_overrides(app, out);
  app.footer(footer);
  app.set_version_flag("--version", "quickbooking-load " QUICKBOOKING_VERSION);
  try {
    app.parse(argc, argv);
    if (out.api == "webhook" && out.graph_port == 0)
      throw CLI::ValidationError("--graph-port", "is needed with the webhook");
    return out;
  } catch (const CLI::ParseError& problem) {
    exit_code = app.exit(problem) == 0 ? exit_pass : exit_usage;
    return std::nullopt;
  }
}

result<scenario> read_scenario(const load_command& command) {
  const auto text = read_file(command.scenario);
  if (!text)
    return tl::make_unexpected(text.error());
  auto file = parse_json(*text);
  if (!file || !file->is_object())
    return parse_scenario(*text);
  override_scenario(*file, command);
  return parse_scenario(to_text(*file));
}

result<std::vector<base_url>> read_targets(const load_command& command) {
  std::vector<base_url> all;
  for (const auto& each : command.targets) {
    auto target = parse_base_url(each);
    if (!target)
      return tl::make_unexpected(target.error());
    if (target->tls)
      return fail("invalid_url", "--target: only http:// is spoken here");
    if (!all.empty() && target->path != all.front().path)
      return fail("invalid_url", "--target: all must have the same path");
    all.push_back(std::move(*target));
  }
  return all;
}

result<letter_head> read_letter_head(const load_command& command, const scenario& what,
                                     const base_url& target) {
  letter_head out;
  const auto is_webhook = command.api == "webhook";
  out.api = is_webhook ? load_api::webhook : load_api::v1;
  out.salon = what.salon;
  out.target = target;
  auto key
      = is_webhook ? needed_secret("QUICKBOOKING_APP_SECRET") : secret("QUICKBOOKING_API_TOKEN");
  if (!key)
    return tl::make_unexpected(key.error());
  (is_webhook ? out.app_secret : out.api_token) = std::move(*key);
  return out;
}

result<std::string> read_graph_token(const load_command& command) {
  return command.api == "webhook" ? needed_secret("QUICKBOOKING_GRAPH_TOKEN") : std::string{};
}

} // namespace quickbooking
