package org.slipway.cli.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;

/** {@code config}: shows and changes settings. */
final class ConfigCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    ConfigCommand(Services services, Console console) {
        super(services.loop, "config", "[NAME [VALUE]]", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        List<String> words = invocation.words();
        if (invocation.has(Option.JSON)) {
            console.print(json(words));
            return;
        }
        switch (words.size()) {
            case 0 ->
                services.settings.list().stream()
                        .filter(setting -> setting.listed() == Listed.ALWAYS)
                        .forEach(setting -> console.print(setting.name() + " = " + setting.value()));
            case 1 -> console.print(setting(words.get(0)).value());
            case 2 -> set(setting(words.get(0)), words.get(1));
            default -> throw new WrongUsage();
        }
    }

    private String json(List<String> words) throws Complaint {
        if (words.size() > 1) throw new WrongUsage();
        List<Setting> shown = words.isEmpty() ? services.settings.list() : List.of(setting(words.get(0)));
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : shown) values.put(setting.name(), setting.value());
        return JsonText.of(Map.of("settings", values));
    }

    private Setting setting(String name) throws Complaint {
        List<Setting> settings = services.settings.list();
        for (Setting setting : settings) if (setting.name().equals(name)) return setting;
        List<String> names = settings.stream().map(Setting::name).toList();
        throw new Complaint("There is no setting '" + name + "': "
                + Nearest.to(name, names)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("there are " + String.join(", ", names)));
    }

    private void set(Setting setting, String value) throws Exception {
        try {
            services.settings.set(setting.name(), value);
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        } catch (IOException unwritable) {
            throw new Complaint(
                    "The setting '" + setting.name() + "' cannot be kept: " + FileSentences.of(unwritable)
                            + "\nGet the right to write there, or set HOME to a directory where you have it",
                    Status.of(unwritable));
        }
    }
}
