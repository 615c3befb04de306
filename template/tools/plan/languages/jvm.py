"""What Java and Kotlin have in common: Maven, JUnit, and where their files stand."""

from ..regex import lazy
from .base import KEPT, Framework, Pipeline

# A class of production code may be called LabTest, so the folder src/main is never one of tests.
_HELPER_CLASS = r"(?:Base|Config|Configuration|Data|Factory|Fixtures?|Helpers?|Support|Utils?)"
TEST_CLASS = rf"""(?x)^(?!(?:.*/)?src/main/)(?:.*/)?
    (?:Test(?=[A-Z])(?![^/]*{_HELPER_CLASS}\.)[^/]*|[^/]*(?:Tests?|TestCase|Spec|[a-z0-9]IT))"""

#: The package of a file, by the folders below the root of its kind of sources.
FILE_PACKAGE = lazy(r"(?:^|/)src/\w+/(?:java|kotlin)/(?P<package>.+)/[^/]+$")
#: `com.acme:anchor:1.2.0`: group, artifact and version.
REQUIREMENT = lazy(r"[\w.-]+:[\w.-]+:[\w.-]+")
REQUIREMENT_NAME = lazy(r"[\w.-]+:[\w.-]+")

BUILD_FOLDERS = frozenset({"build", "gradle", "target"})  # Gradle's and Maven's

# Maven's own version says which Java it runs on.
PRINTS_VERSION = r"mvn -v | sed -n 's/^Java version: \([0-9.]*\).*/\1/p'"
#: The report is a page, target/site/jacoco/index.html.
COVERAGE = "mvn -B -q jacoco:prepare-agent test jacoco:report"
HOME = "https://adoptium.net and https://maven.apache.org"


def pipeline(java: str) -> Pipeline:
    """CI with a version of Java."""
    return Pipeline(
        github=(
            *("uses: actions/setup-java", "with:", "  distribution: temurin", f'  java-version: "{java}"'),
            "  cache: maven",
        ),
        gitlab_cache={"MAVEN_OPTS": f"-Dmaven.repo.local={KEPT}"},
        image=f"maven:3-eclipse-temurin-{java}",
        lacks=("make", "python3"),
        packages=("maven",),
    )


def junit5(form: str, mark: str, definition: str, body: str) -> Framework:
    """Tests are selected by their tags. Surefire leaves results of classes that are gone, so a report begins anew."""
    return Framework(
        name="junit5",
        label="JUnit",
        mark=mark,
        body=body,
        definition=definition,
        test_name="{key}{camel}",
        select="mvn -B test -Dgroups={id}",
        report="mvn -B -q clean test",
        report_shows=True,
        results="target/surefire-reports/TEST-*.xml",
        form=form,
    )
