package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.settings.Places;
import org.slipway.itests.Project;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.xml.Element;

/** Another bundle brings a solver, and each request says whether it wants that one. */
@InContainer
class NamedSolverTest {
    private static final String OLDEST = "oldest";

    @TempDir
    Path home;

    @Test
    void a_request_can_name_the_solver_that_is_to_choose() throws Exception {
        ServiceRegistration<?> places = Services.offer(Places.class, new Home(home));
        Services.restart();
        Path feed = Files.writeString(
                home.resolve("feed.xml"),
                "<interface xmlns='" + Element.ZERO_INSTALL + "'><name>p</name><summary>s</summary>"
                        + "<implementation id='.' version='1' main='x'/><implementation id='..' version='2' main='x'/>"
                        + "</interface>");
        DriverRequest request = new DriverRequest(
                Requirements.run(new InterfaceUri(feed.toRealPath().toString())),
                Refresh.AS_NEEDED,
                Optional.empty(),
                Goal.SELECT);
        assertThatThrownBy(() -> Job.solve(request.withSolver(OLDEST)))
                .hasRootCauseMessage("There is no solver called 'oldest'; there is: sat");

        Bundle plugIn = Services.context()
                .installBundle(Project.example("oldest").toUri().toString());
        plugIn.start();
        assertThat(version(Job.solve(request.withSolver(OLDEST)))).isEqualTo("1");
        assertThat(version(Job.solve(request))).isEqualTo("2");
        assertThat(version(Job.solve(request.withSolver("sat")))).isEqualTo("2");
        plugIn.uninstall();
        places.unregister();
    }

    private static String version(Result result) {
        assertThat(result).isInstanceOf(Result.Ready.class);
        return ((Result.Ready) result)
                .selections()
                .selections()
                .get(0)
                .version()
                .toString();
    }
}
