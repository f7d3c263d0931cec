package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** {@code store find}, {@code store list} and {@code store verify}. */
final class StoreCommands {
    private final Services services;
    private final Console console;

    StoreCommands(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    List<Command> all() {
        return List.of(new Find(), new Listing(), new Verify());
    }

    /** {@code ALG=VALUE} is accepted for every algorithm, as the reference does. */
    static ManifestDigest digest(String typed) throws Complaint {
        for (Algorithm algorithm : Algorithm.values()) {
            if (!typed.startsWith(algorithm.text() + "=") && !typed.startsWith(algorithm.text() + "_")) continue;
            String value = typed.substring(algorithm.text().length() + 1);
            if (!algorithm.accepts(value))
                throw new Complaint("'" + typed + "' is not a " + algorithm.text() + " digest");
            return new ManifestDigest(algorithm, value);
        }
        throw new Complaint("'" + typed + "' is no digest: write ALGORITHM=VALUE, such as sha256new_...");
    }

    private Path stored(ManifestDigest digest) throws Complaint {
        return services.store
                .find(List.of(digest))
                .orElseThrow(() -> new Complaint("There is no " + digest + " in any store. Looked in:\n- "
                        + String.join(
                                "\n- ",
                                services.store.directories().stream()
                                        .map(Path::toString)
                                        .toList())));
    }

    private final class Find extends SimpleCommand {
        Find() {
            super(services.loop, "store find", "DIGEST");
        }

        @Override
        void work(Invocation invocation) throws Complaint {
            if (invocation.words().size() != 1) throw new WrongUsage();
            console.print(stored(digest(invocation.words().get(0))).toString());
        }
    }

    private final class Listing extends SimpleCommand {
        Listing() {
            super(services.loop, "store list", "");
        }

        @Override
        void work(Invocation invocation) throws Complaint {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            List<Path> directories = services.store.directories();
            console.print("User store (writable) : " + directories.get(0));
            if (directories.size() == 1) console.print("No system stores.");
            directories.stream().skip(1).forEach(directory -> console.print("System store          : " + directory));
        }
    }

    private final class Verify extends SimpleCommand {
        Verify() {
            super(services.loop, "store verify", "(DIGEST | (DIRECTORY [DIGEST])");
        }

        @Override
        void work(Invocation invocation) throws Complaint, IOException {
            List<String> words = invocation.words();
            if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
            Path directory =
                    services.host.workingDirectory().resolve(words.get(0)).normalize();
            if (words.size() == 2) verify(directory, digest(words.get(1)));
            else if (Files.isDirectory(directory))
                verify(directory, digest(directory.getFileName().toString()));
            else {
                ManifestDigest digest = digest(words.get(0));
                verify(stored(digest), digest);
            }
        }

        private void verify(Path directory, ManifestDigest digest) throws Complaint, IOException {
            if (!Files.isDirectory(directory)) throw new Complaint("'" + directory + "' is not a directory");
            console.print("Verifying " + directory);
            Verification verification = services.store.verify(directory, digest);
            if (verification instanceof Verification.Damaged damaged) throw new Complaint(sentence(directory, damaged));
            console.print("OK");
        }

        private static String sentence(Path directory, Verification.Damaged damaged) {
            StringBuilder text = new StringBuilder("'" + directory + "' is not as its digest says\n  expected: "
                    + damaged.expected() + "\n  actual:   "
                    + (damaged.actual().isEmpty() ? "none" : damaged.actual()));
            damaged.differences().stream().limit(FEW).forEach(line -> text.append("\n  ")
                    .append(line));
            int more = damaged.differences().size() - FEW;
            if (more > 0) text.append("\n  and ").append(more).append(" more");
            return text.toString();
        }

        private static final int FEW = 10;
    }
}
