package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.model.Requirements;
import org.slipway.model.Version;

/** What another program wants selected, and in which way: the requirements, whether to refresh, and further wishes. */
final class Asked {
    private final String operation;
    private final Requirements requirements;
    private final Refresh refresh;
    private final Map<?, ?> wishes;

    private Asked(String operation, Requirements requirements, Refresh refresh, Map<?, ?> wishes) {
        this.operation = operation;
        this.requirements = requirements;
        this.refresh = refresh;
        this.wishes = wishes;
    }

    /** @param known the wishes that there are */
    static Asked of(String operation, List<?> arguments, List<String> known, Console console) throws Complaint {
        boolean many = arguments.size() == 2 || arguments.size() == 3 && !known.isEmpty();
        Object wishes = arguments.size() == 3 ? arguments.get(2) : Map.of();
        if (many
                && arguments.get(0) instanceof Map<?, ?> fields
                && arguments.get(1) instanceof Boolean refresh
                && wishes instanceof Map<?, ?> map) {
            for (Object name : map.keySet())
                if (!known.contains(name))
                    throw new Complaint(
                            "'" + operation + "' knows no '" + name + "', only " + String.join(", ", known));
            return new Asked(
                    operation, RequirementsJson.read(fields, console), refresh ? Refresh.ALL : Refresh.AS_NEEDED, map);
        }
        throw wrong(operation, arguments);
    }

    /** In the reference's words. */
    static Complaint wrong(String operation, List<?> arguments) {
        return new Complaint("Invalid arguments for '" + operation + "': " + JsonText.dense(arguments));
    }

    DriverRequest request(Goal goal) {
        return new DriverRequest(requirements, refresh, Optional.empty(), goal);
    }

    Optional<String> text(String name) throws Complaint {
        Object value = wishes.get(name);
        return value == null ? Optional.empty() : Optional.of(text(name, value));
    }

    List<String> texts(String name) throws Complaint {
        Object value = wishes.get(name);
        if (value == null) return List.of();
        if (!(value instanceof List<?> all)) throw unfit(name, "a list of strings", value);
        List<String> texts = new ArrayList<>();
        for (Object one : all) texts.add(text(name, one));
        return texts;
    }

    Optional<Version> version(String name) throws Complaint {
        Optional<String> text = text(name);
        try {
            return text.map(Version::of);
        } catch (IllegalArgumentException bad) {
            throw new Complaint(bad.getMessage());
        }
    }

    private String text(String name, Object value) throws Complaint {
        if (value instanceof String text) return text;
        throw unfit(name, "a string", value);
    }

    private Complaint unfit(String name, String what, Object value) {
        return new Complaint("'" + name + "' must be " + what + " for '" + operation + "': " + JsonText.dense(value));
    }
}
