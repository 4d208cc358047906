import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.*;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.*;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.io.fs.FileSystemAbstraction;

/**
 * Neo4j itself: the tables through the import command of their README, the script statement by statement, each cell.
 * `Neo4jProbe EXPECTED FOLDER…`.
 */
public class Neo4jProbe {
    static final Tally TALLY = new Tally();

    public static void main(String[] args) throws Exception {
        for (String folder : Arrays.asList(args).subList(1, args.length)) {
            Path home = Files.createTempDirectory("neo4j");
            Expected.read(Path.of(args[0], Path.of(folder).getFileName().toString(), "expected.tsv"));
            try {
                probe(Path.of(folder).toAbsolutePath(), home);
            } finally {
                try (Stream<Path> files = Files.walk(home)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
        }
        System.exit(TALLY.done());
    }

    static void probe(Path folder, Path home) throws Exception {
        String readme = Files.readString(folder.resolve("neo4j/README.md"));
        TALLY.begin("neo4j tables", folder.toString());
        importTables(folder.resolve("neo4j"), home, block(readme, "neo4j-admin"));
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home).build();
        try {
            GraphDatabaseService database = service.database("neo4j");
            compare(database);
            try (Transaction ask = database.beginTx()) {
                ask.execute(block(readme, "MATCH")).stream().count();
            }
            TALLY.begin("neo4j script", folder.toString());
            database.executeTransactionally("MATCH (n) DETACH DELETE n");
            // Twice: what is there is not made anew.
            for (int run = 0; run < 2; run++) {
                for (String statement : Files.readString(folder.resolve("graph.cypher")).split(";\n")) {
                    database.executeTransactionally(statement);
                }
            }
            compare(database);
        } finally {
            service.shutdown();
        }
    }

    /** The indented lines from one that begins so. */
    static String block(String text, String begin) {
        return text.lines().dropWhile(line -> !line.startsWith("    " + begin)).takeWhile(line -> line.startsWith("    "))
            .map(String::strip).collect(Collectors.joining(" ")).replace("\\ ", "");
    }

    /** What `neo4j-admin` runs, in its folder. */
    static void importTables(Path tables, Path home, String command) throws Exception {
        String[] words = Stream.concat(Stream.of(command.split(" +")).skip(1), Stream.of("--report-file=" + home.resolve("report")))
            .map(word -> word.replace("'", "").replaceFirst("=(\\w+\\.csv)$", "=" + tables + "/$1")).toArray(String[]::new);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(log);
        FileSystemAbstraction files = new DefaultFileSystemAbstraction();
        int code = AdminTool.execute(new ExecutionContext(home, home.resolve("conf"), said, said, files), words);
        same("import", code, 0);
        if (code != 0) System.err.println(log);
    }

    static void compare(GraphDatabaseService database) {
        try (Transaction all = database.beginTx()) {
            Map<String, Node> nodes = new HashMap<>();
            all.execute("MATCH (n:Entity) RETURN n").<Node>columnAs("n").forEachRemaining(n -> nodes.put((String) n.getProperty("id"), n));
            Map<String, Relationship> edges = new HashMap<>();
            all.execute("MATCH (:Entity)-[r]->(:Entity) RETURN r").<Relationship>columnAs("r").forEachRemaining(r -> edges.put((String) r.getProperty("edge_id"), r));
            same("nodes", nodes.size(), Expected.NODES.size());
            same("edges", edges.size(), Expected.EDGES.size());
            for (Expected.Thing want : Expected.NODES) {
                Node node = nodes.get(want.id);
                same(want.id, node != null, true);
                if (node == null) continue;
                same(want.id + " label", node.getProperty("label", null), want.label);
                String kind = want.cells.get("node_kind")[1];
                same(want.id + " labels", node.hasLabel(Label.label(kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1))), true);
                compare(node, want);
            }
            for (Expected.Thing want : Expected.EDGES) {
                Relationship edge = edges.get(want.id);
                same(want.id, edge != null, true);
                if (edge == null) continue;
                same(want.id + " ends", edge.getStartNode().getProperty("id") + " " + edge.getEndNode().getProperty("id"), want.source + " " + want.target);
                same(want.id + " type", edge.getType().name(), want.kind.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
                same(want.id + " weight", edge.getProperty("weight", null), want.weight);
                compare(edge, want);
            }
        }
    }

    static void compare(Entity entity, Expected.Thing want) {
        want.cells.forEach((name, cell) -> {
            Object got = entity.getProperty(name, null);
            String where = want.id + " " + name;
            switch (cell[0]) {
                case "integer" -> same(where, got, Long.parseLong(cell[1]));
                case "double" -> same(where, got, Double.parseDouble(cell[1]));
                case "boolean" -> same(where, got, Boolean.parseBoolean(cell[1]));
                default -> same(where, got instanceof String[] list ? joined(list) : got, cell[1]);
            }
        });
    }

    /** A list as the formats write it that have none. */
    static String joined(String[] list) {
        return Stream.of(list).map(item -> item.replace('|', '/').replace(';', ',')).filter(item -> !item.isEmpty()).collect(Collectors.joining("|"));
    }

    static void same(String where, Object got, Object want) {
        TALLY.same(where, got, want);
    }
}
