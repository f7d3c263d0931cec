package org.slipway.simulation;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Looks for a seed that fails. Called by name, from outside a class loader that may have other classes than usual. */
public final class Search {

    private Search() {}

    /**
     * The first failure that is found, as a sentence; nothing if all seeds are well.
     *
     * @param wanted a regular expression; a failure that it does not fit is given only if there is no other
     */
    public static String failure(long from, long count, String wanted) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(wanted);
        AtomicReference<String> found = new AtomicReference<>("");
        Seeds seeds = new Seeds(from, count);
        seeds.run(outcome -> {
            String failure = "seed " + outcome.seed() + ": "
                    + outcome.violation().orElseThrow().getMessage();
            boolean fits = pattern.matcher(failure).find();
            if (fits || found.get().isEmpty()) found.set(failure);
            if (fits) seeds.stop();
        });
        return found.get();
    }
}
