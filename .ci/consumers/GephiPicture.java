import java.awt.Font;
import java.io.File;
import org.gephi.appearance.api.*;
import org.gephi.appearance.plugin.PartitionElementColorTransformer;
import org.gephi.appearance.plugin.palette.PaletteManager;
import org.gephi.graph.api.*;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.*;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** The pictures of docs/GEPHI.md: `GephiPicture graph.gexf out.svg [community]`, as Preview exports them. */
public class GephiPicture {
    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        container.getLoader().setEdgeDefault(EdgeDirectionDefault.DIRECTED);
        importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
        if (args.length > 2) colourBy(model, args[2]);
        PreviewController preview = Lookup.getDefault().lookup(PreviewController.class);
        PreviewProperties shown = preview.getModel().getProperties();
        shown.putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        shown.putValue(PreviewProperty.NODE_LABEL_FONT, new Font("Vazirmatn", Font.PLAIN, 80));
        shown.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        shown.putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 16f);
        shown.putValue(PreviewProperty.NODE_BORDER_WIDTH, 2f);
        shown.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(args.length > 2 ? EdgeColor.Mode.SOURCE : EdgeColor.Mode.ORIGINAL));
        shown.putValue(PreviewProperty.EDGE_OPACITY, 45f);
        shown.putValue(PreviewProperty.EDGE_THICKNESS, 7f);
        shown.putValue(PreviewProperty.ARROW_SIZE, 4f);
        preview.refreshPreview();
        Lookup.getDefault().lookup(ExportController.class).exportFile(new File(args[1]));
    }

    /** Appearance › Nodes › Partition. */
    static void colourBy(GraphModel model, String column) {
        AppearanceController appearance = Lookup.getDefault().lookup(AppearanceController.class);
        Function function = appearance.getModel().getNodeFunction(model.getNodeTable().getColumn(column), PartitionElementColorTransformer.class);
        Partition partition = ((PartitionFunction) function).getPartition();
        partition.setColors(model.getGraph(), PaletteManager.getInstance().generatePalette(partition.size(model.getGraph())).getColors());
        appearance.transform(function);
    }
}
