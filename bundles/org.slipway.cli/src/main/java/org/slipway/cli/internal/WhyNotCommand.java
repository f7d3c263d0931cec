package org.slipway.cli.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Other;
import org.slipway.async.Switch;
import org.slipway.model.Version;

/** {@code why-not}: for what reasons a version of a program, or of one of its components, was not selected. */
final class WhyNotCommand implements Command {
    private static final int SHOWN = 10;

    private final Services services;
    private final Console console;
    private final Selecting selecting;

    WhyNotCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public String name() {
        return "why-not";
    }

    @Override
    public String usage() {
        return "URI [INTERFACE|NAME] VERSION";
    }

    @Override
    public Set<Option> options() {
        return WhyCommand.OPTIONS;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() != 2 && words.size() != 3) throw new WrongUsage();
        Version version = version(words.get(words.size() - 1));
        return Chosen.of(services, selecting, invocation, scope).map(chosen -> {
            Choice choice = words.size() == 2 ? chosen.root() : chosen.named(words.get(1));
            console.print(answer(choice, version, invocation));
            return 0;
        });
    }

    private static Version version(String typed) throws Complaint {
        try {
            return Version.of(typed);
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private static String answer(Choice choice, Version version, Invocation invocation) throws Complaint {
        if (invocation.has(Option.JSON)) return JsonText.of(json(choice, version));
        List<Other> those = those(choice, version);
        String head = isSelected(choice, version) ? "It is selected: " + choice.role() + " " + version + "\n" : "";
        return head + those.stream().map(ChoiceText::of).collect(Collectors.joining("\n"));
    }

    static Map<String, Object> json(Choice choice, Version version) throws Complaint {
        List<Other> those = those(choice, version);
        Map<String, Object> json = ChoiceJson.of(choice.role());
        json.put("version", version.toString());
        json.put("selected", isSelected(choice, version));
        json.put("others", ChoiceJson.of(those));
        return json;
    }

    /** What there is of the version beside what is selected; a version that there is not at all is none. */
    private static List<Other> those(Choice choice, Version version) throws Complaint {
        List<Other> those = choice.others().stream()
                .filter(other -> other.candidate().version().equals(version))
                .toList();
        if (those.isEmpty() && !isSelected(choice, version)) throw new Complaint(unknown(choice, version));
        return those;
    }

    private static boolean isSelected(Choice choice, Version version) {
        return choice.selected().version().equals(version);
    }

    private static String unknown(Choice choice, Version version) {
        List<String> known = choice.others().stream()
                .map(other -> other.candidate().version())
                .sorted(Comparator.reverseOrder())
                .map(Version::toString)
                .distinct()
                .toList();
        String there = choice.selected().version() + " is selected";
        if (known.isEmpty()) return "There is no version " + version + " of " + choice.role() + ": only " + there;
        return "There is no version " + version + " of " + choice.role() + ": " + there + ", there are also "
                + String.join(", ", known.subList(0, Math.min(SHOWN, known.size())))
                + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "");
    }
}
