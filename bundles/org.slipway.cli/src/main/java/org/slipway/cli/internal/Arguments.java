package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was typed, taken apart.
 *
 * @param options in the order typed
 * @param words the command and its arguments
 * @param own how many of the arguments are ours: behind the URI of {@code run} they are the program's
 */
record Arguments(List<Given> options, List<String> words, int own) {

    /** @param values as many as the option has; for {@code --version}, perhaps none */
    record Given(Option option, List<String> values) {}

    static Arguments parse(List<String> typed) throws Complaint {
        return new Parser(typed).parse();
    }

    boolean has(Option option) {
        return options.stream().anyMatch(given -> given.option() == option);
    }

    long count(Option option) {
        return options.stream().filter(given -> given.option() == option).count();
    }

    /** The value that was given last. */
    Optional<String> value(Option option) {
        return values(option).reduce((first, last) -> last).map(values -> values.get(0));
    }

    Stream<List<String>> values(Option option) {
        return options.stream()
                .filter(given -> given.option() == option && !given.values().isEmpty())
                .map(Given::values);
    }

    private static final class Parser {
        private final List<String> typed;
        private final List<Given> options = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private int at;

        Parser(List<String> typed) {
            this.typed = typed;
        }

        Arguments parse() throws Complaint {
            boolean allowed = true;
            int own = typed.size();
            while (at < typed.size()) {
                String next = typed.get(at++);
                if (allowed && next.equals("--")) allowed = false;
                else if (allowed && next.startsWith("--")) longOption(next);
                else if (allowed && next.startsWith("-") && next.length() > 1) letters(next);
                else words.add(next);
                if (words.size() == 2 && words.get(0).equals("run") && own == typed.size()) {
                    allowed = false;
                    own = at;
                }
            }
            return new Arguments(List.copyOf(options), List.copyOf(words), own);
        }

        private void longOption(String typed) throws Complaint {
            int equals = typed.indexOf('=');
            String name = equals < 0 ? typed : typed.substring(0, equals);
            Option option = Option.ofText(name).orElseThrow(() -> unknown(name));
            List<String> values = new ArrayList<>();
            if (equals >= 0) {
                if (option.count() == 0)
                    throw new Complaint("'" + name + "' takes no value: '" + typed + "'", Status.USAGE);
                values.add(typed.substring(equals + 1));
            }
            add(option, name, values);
        }

        /** The last letter may have a value, in the same word or the next. */
        private void letters(String word) throws Complaint {
            for (int i = 1; i < word.length(); i++) {
                String letter = "-" + word.charAt(i);
                String command = words.isEmpty() ? "" : words.get(0);
                Option option = Option.ofLetter(letter, command).orElseThrow(() -> unknown(letter));
                List<String> values = new ArrayList<>();
                boolean inWord = option.count() > 0 && i + 1 < word.length();
                if (inWord) values.add(word.substring(i + 1));
                add(option, letter, values);
                if (inWord) return;
            }
        }

        private void add(Option option, String name, List<String> values) throws Complaint {
            boolean optional = option == Option.VERSION && values.isEmpty();
            while (values.size() < option.count() && at < typed.size()) {
                if (optional && typed.get(at).startsWith("-")) break;
                values.add(typed.get(at++));
            }
            if (values.size() < option.count() && !optional)
                throw new Complaint("'" + name + "' needs a value: see --help", Status.USAGE);
            options.add(new Given(option, List.copyOf(values)));
        }

        private static Complaint unknown(String name) {
            List<String> names = Arrays.stream(Option.values())
                    .filter(option -> option != Option.ABOUT)
                    .map(Option::text)
                    .toList();
            String hint = Nearest.to(name, names)
                    .map(near -> ": did you mean '" + near + "'?")
                    .orElse(": try --help");
            return new Complaint("Unknown option '" + name + "'" + hint, Status.USAGE);
        }
    }
}
