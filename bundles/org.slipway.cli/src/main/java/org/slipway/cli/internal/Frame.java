package org.slipway.cli.internal;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.window.NoWindow;
import org.slipway.api.window.Window;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.api.window.Windows;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** The window around a command, where the user wants one. What opens windows is not even started before. */
@Component(service = Frame.class)
public final class Frame {
    /** A list for a program is no list for a person. */
    private static final String MANAGE = "store manage";

    /** The commands that have something to show, and what has come of them in the end. */
    private static final Map<String, String> SHOWN = Map.of(
            "select",
            "The choice is on the terminal",
            "download",
            "Everything is here",
            "run",
            "The program starts",
            "update",
            "What has changed is on the terminal",
            MANAGE,
            "What you have removed is gone, and all else is as it was");

    private static final Map<String, Integer> BEFORE_WINDOWS = Map.of("service.ranking", Integer.MAX_VALUE);

    private final BundleContext context;
    private final Loop loop;
    private final Console console;
    private final GivenTrust givenTrust;

    @Activate
    public Frame(
            BundleContext context, @Reference Loop loop, @Reference Console console, @Reference GivenTrust givenTrust) {
        this.context = context;
        this.loop = loop;
        this.console = console;
        this.givenTrust = givenTrust;
    }

    /** Of {@code -c} and {@code -g}, the last one counts, as with the reference. */
    static boolean isWanted(Command command, Arguments typed) {
        return SHOWN.containsKey(command.name())
                && !typed.has(Option.BATCH)
                && !(command.name().equals(MANAGE) && typed.has(Option.JSON))
                && typed.options().stream()
                        .map(Arguments.Given::option)
                        .filter(option -> option == Option.GUI || option == Option.CONSOLE)
                        .reduce((first, last) -> last)
                        .equals(Optional.of(Option.GUI));
    }

    /**
     * Runs a command in a window, which can stop it.
     *
     * @param words for the user, of what the command fails with
     */
    Promise<Integer> around(
            Command command,
            Command.Invocation invocation,
            Switch scope,
            Function<Switch, Promise<Integer>> work,
            Function<Throwable, String> words) {
        String typed = (command.name() + " " + String.join(" ", invocation.words())).strip();
        String title =
                console.message().map(message -> message + " (" + typed + ")").orElse(typed);
        answerFirst(scope);
        return loop.offLoop(this::windows)
                .flatMap(windows -> windows.open(title, scope))
                .recoverWith(failed -> loop.promises().failed(complaint(failed.getFailure())))
                .flatMap(window -> in(window, scope, work, words, SHOWN.get(command.name())));
    }

    /** What the user has said beforehand is not asked in the window. */
    private void answerFirst(Switch scope) {
        Interaction given = (question, asking) ->
                loop.promises().resolved(givenTrust.answer(question).orElseGet(Answer.Nobody::new));
        var offered = context.registerService(Interaction.class, given, new Hashtable<>(BEFORE_WINDOWS));
        scope.onOff(offered::unregister);
    }

    private static Throwable complaint(Throwable failure) {
        return failure instanceof NoWindow none ? new Complaint(none.getMessage()) : failure;
    }

    private Promise<Integer> in(
            Window window,
            Switch scope,
            Function<Switch, Promise<Integer>> work,
            Function<Throwable, String> words,
            String success) {
        Optional<String> place = place(window);
        if (place.isEmpty()) return loop.promises().failed(new Complaint(nowhere(window)));
        console.beside(window);
        window.trouble().ifPresent(console::say);
        console.say("Go on in your browser. If it does not come up, or may not read a file, open this there:\n"
                + place.get());
        Switch stoppable = scope.child();
        window.cancelled().onSuccess(wanted -> stoppable.off());
        window.onUnattended(() -> remind(place.get(), stoppable));
        return work.apply(stoppable)
                .flatMap(status -> window.end(new Ending(Outcome.DONE, success)).map(seen -> status))
                .recoverWith(failed -> {
                    Throwable failure = failed.getFailure();
                    return window.end(new Ending(Outcome.FAILED, words.apply(failure)))
                            .flatMap(seen -> loop.promises().failed(failure));
                });
    }

    /** What standard error may be told: where nobody watches, it is kept, and read by others. */
    private Optional<String> place(Window window) {
        return console.isTerminal() ? Optional.of(window.place()) : window.way();
    }

    private static String nowhere(Window window) {
        return window.trouble().orElse("Nothing leads to the page but its link, which is a secret")
                + "\nThe link is shown on a terminal only, and this is none: leave out -g";
    }

    private void remind(String place, Switch stoppable) {
        String asked = "Something is asked in your browser, and nobody looks at it";
        if (console.isTerminal()) console.say(asked + ". Open this there, or stop with Ctrl-C:\n" + place);
        else {
            console.say(asked + ": it is cancelled, as there is no terminal to say so at. It was there:\n" + place);
            stoppable.off();
        }
    }

    /** Off the loop: bundles may have to be started for it. */
    private Windows windows() throws Exception {
        Optional<Windows> here = opener();
        if (here.isPresent()) return here.get();
        new LaterPart(context, "web").come();
        return opener().orElseThrow(() -> new Complaint("The web front end is not installed here: leave out -g"));
    }

    private Optional<Windows> opener() {
        return Optional.ofNullable(context.getServiceReference(Windows.class)).map(context::getService);
    }
}
