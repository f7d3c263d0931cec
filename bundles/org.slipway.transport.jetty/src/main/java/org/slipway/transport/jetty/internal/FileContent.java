package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a small file of the user said when it was last looked at.
 *
 * @param problem for the user, if it is there but cannot be read
 */
record FileContent<T>(T value, Optional<String> problem, Optional<State> state) {

    /** By which a change is noticed. */
    private record State(FileTime modified, long size, Object key) {}

    /** @param value of a file that is not there */
    static <T> FileContent<T> none(T value) {
        return new FileContent<>(value, Optional.empty(), Optional.empty());
    }

    /** This, or what the file says now if it has changed. Blocks: off the loop. */
    FileContent<T> again(Path file, T none, Function<String, T> reader) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            State now = new State(found.lastModifiedTime(), found.size(), found.fileKey());
            if (state.filter(now::equals).isPresent()) return this;
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new FileContent<>(reader.apply(text), Optional.empty(), Optional.of(now));
        } catch (NoSuchFileException absent) {
            return none(none);
        } catch (IOException unreadable) {
            return new FileContent<>(none, Optional.of(file + " cannot be read"), Optional.empty());
        }
    }
}
