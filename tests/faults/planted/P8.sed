# messages/whatsapp/graph.cpp
# A card is sent as its text alone.
s/if (const auto\* shown = std::get_if<card>(&content)) {/if (const auto* shown = static_cast<const card*>(nullptr)) {/
